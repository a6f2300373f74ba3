//! `budget = N`: a wait that yields after `N` results in a row.

use super::{spans, waits::HandleWait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{ext::IdentExt as _, spanned::Spanned as _};

/// Returns the name of the handle's field that counts the results. The wait's future has a reference to it, with the
/// same name.
pub(super) fn field(waiting: &HandleWait<'_, '_>) -> Option<Ident> {
    waiting.wait.budget.as_ref()?;
    let name = format_ident!("{}_budget", waiting.wait.name.unraw());
    Some(waiting.model.names.fresh(&name.to_string()))
}

/// Limits a poll by the budget in this place.
pub(super) fn limited(
    waiting: &HandleWait<'_, '_>,
    place: &TokenStream,
    cx: &Ident,
    poll: TokenStream,
) -> TokenStream {
    let (Some(field), Some(budget)) = (field(waiting), &waiting.wait.budget) else {
        return poll;
    };
    // If the budget is not a number, rustc reports that at the user's expression.
    let span = Span::call_site().located_at(budget.span());
    let runtime = spans::runtime_at(waiting.model, span);
    quote_spanned!(span=> #runtime::Budget::poll(&#place.#field, #budget, #cx, |#cx| #poll))
}
