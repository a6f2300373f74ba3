//! Polls of a wait. They are located at the type of the user's result, so that rustc reports a wrong result there.

use super::{spans, waits::HandleWait};
use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

/// A poll by the future. `wait` refers to what the future wraps.
pub(super) fn future(
    waiting: &HandleWait<'_, '_>,
    inner: &TokenStream,
    cx: &Ident,
    checked: &TokenStream,
) -> TokenStream {
    let span = spans::result_span(waiting.model, waiting.method);
    let runtime = spans::runtime_at(waiting.model, span);
    match (waiting.handle.is_many(), waiting.armed()) {
        (true, _) => quote_spanned!(span=> #runtime::SharedWait::poll(#inner, #cx, #checked)),
        (false, None) => quote_spanned!(span=> #runtime::Wait::poll(#inner, #cx, #checked)),
        (false, Some(_)) => {
            quote_spanned!(span=> #runtime::Wait::poll_armed(#inner, #cx, #checked))
        }
    }
}

/// A poll by the handle.
pub(super) fn handle(
    waiting: &HandleWait<'_, '_>,
    cx: &Ident,
    checked: &TokenStream,
) -> TokenStream {
    let span = spans::result_span(waiting.model, waiting.method);
    let runtime = spans::runtime_at(waiting.model, span);
    let inner = &waiting.model.names.inner;
    let (parameters, chosen) = (waiting.parameters(), waiting.is_chosen());
    let poll = match (waiting.handle.is_many(), waiting.armed()) {
        (true, _) => quote_spanned!(span=> Waiters::poll::<#parameters, #chosen, _>),
        (false, None) => quote_spanned!(span=> Waiter::poll::<#parameters, _>),
        // A pending wait stays armed until the next poll.
        (false, Some(armed)) => {
            quote_spanned!(span=> Waiter::poll_armed::<#parameters, #runtime::Armed<'_, _, #armed>, _>)
        }
    };
    quote_spanned!(span=> #runtime::#poll(&mut self.#inner, #cx, #checked))
}
