//! `budget = N`: a wait that yields after so many results.

use super::{spans, waits::HandleWait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Expr, ext::IdentExt as _, spanned::Spanned as _};

/// The handle's field that counts the results. The wait's future has a reference to it, of the same name. That of
/// `NAME_within` has none: the budget is that of the method.
pub(super) fn field(waiting: &HandleWait<'_, '_>) -> Option<Ident> {
    waiting.wait.budget.as_ref()?;
    let name = format_ident!("{}_budget", waiting.wait.name.unraw());
    Some(waiting.model.names.fresh(&name.to_string()))
}

/// A poll of the handle that yields when the budget is spent.
pub(super) fn limited_handle(
    waiting: &HandleWait<'_, '_>,
    cx: &Ident,
    poll: TokenStream,
) -> TokenStream {
    let some = &waiting.model.runtime;
    limited(
        waiting,
        &|field| quote!(#some::Option::Some(&self.#field)),
        cx,
        poll,
    )
}

/// The same of this future.
pub(super) fn limited_future(
    waiting: &HandleWait<'_, '_>,
    future: &Ident,
    cx: &Ident,
    poll: TokenStream,
) -> TokenStream {
    limited(waiting, &|field| quote!(#future.#field), cx, poll)
}

fn limited(
    waiting: &HandleWait<'_, '_>,
    count: &dyn Fn(&Ident) -> TokenStream,
    cx: &Ident,
    poll: TokenStream,
) -> TokenStream {
    let (Some(field), Some(budget)) = (field(waiting), &waiting.wait.budget) else {
        return poll;
    };
    let (span, runtime) = at_budget(waiting, budget);
    let count = count(&field);
    quote_spanned!(span=> #runtime::Budget::poll(#count, #budget, #cx, |#cx| #poll))
}

/// The future of `NAME_within`, which yields when the budget is spent. `within` is that of this wait.
pub(super) fn limited_within(
    waiting: &HandleWait<'_, '_>,
    wait: &TokenStream,
    within: &dyn Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let (Some(field), Some(budget)) = (field(waiting), &waiting.wait.budget) else {
        return within(wait);
    };
    let (span, runtime) = at_budget(waiting, budget);
    let this = &waiting.model.names.this;
    let (count, within) = (quote!(&mut #this.#field), within(&this.into_token_stream()));
    let count = quote!(#runtime::Option::take(#count));
    let limited = quote_spanned!(span=> #runtime::Budget::limit(#count, #budget, #within));
    quote! {{
        let mut #this = #wait;
        #limited
    }}
}

/// If the budget is no number, the error belongs there.
fn at_budget(waiting: &HandleWait<'_, '_>, budget: &Expr) -> (Span, TokenStream) {
    let span = Span::call_site().located_at(budget.span());
    (
        span,
        spans::runtime_at(waiting.model, span).into_token_stream(),
    )
}
