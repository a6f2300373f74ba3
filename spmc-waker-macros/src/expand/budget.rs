//! `budget = N`: a wait that yields after `N` results in a row.

use super::{spans, waits::HandleWait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Expr, ext::IdentExt as _, spanned::Spanned as _};

/// Returns the name of the handle's field that counts the results. The wait's future has a reference to it, with the
/// same name. In `NAME_within`, that reference is taken out: the budget limits the whole method.
pub(super) fn field(waiting: &HandleWait<'_, '_>) -> Option<Ident> {
    waiting.wait.budget.as_ref()?;
    let name = format_ident!("{}_budget", waiting.wait.name.unraw());
    Some(waiting.model.names.fresh(&name.to_string()))
}

/// Limits a poll by the budget. `place` is where the count is: `&self` of the handle, or the future.
pub(super) fn limited(
    waiting: &HandleWait<'_, '_>,
    place: &TokenStream,
    cx: &Ident,
    poll: TokenStream,
) -> TokenStream {
    let (Some(field), Some(budget)) = (field(waiting), &waiting.wait.budget) else {
        return poll;
    };
    let (span, runtime) = at_budget(waiting, budget);
    let count = quote!(#place.#field);
    quote_spanned!(span=> #runtime::Budget::poll(#count, #budget, #cx, |#cx| #poll))
}

/// Limits the future of `NAME_within` by the budget. `within` makes it from an expression for the wait.
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

/// Returns the budget's span, and the runtime's name with it. If the budget is not a number, rustc reports that at the
/// user's expression.
fn at_budget(waiting: &HandleWait<'_, '_>, budget: &Expr) -> (Span, TokenStream) {
    let span = Span::call_site().located_at(budget.span());
    (
        span,
        spans::runtime_at(waiting.model, span).into_token_stream(),
    )
}
