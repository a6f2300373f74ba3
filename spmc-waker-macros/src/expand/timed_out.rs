//! The error of a wait that has timed out, which gives back what the check has not taken.

use super::waits::HandleWait;
use proc_macro2::TokenStream;
use quote::quote;

/// The error's type, and what it contains: the `#[once]` arguments, in `Option`s of this place.
pub(super) fn timed_out(
    waiting: &HandleWait<'_, '_>,
    place: &TokenStream,
) -> (TokenStream, Option<TokenStream>) {
    let runtime = &waiting.model.runtime;
    let (mut types, mut values) = (Vec::new(), Vec::new());
    for field in &waiting.wait.once() {
        let (ident, ty) = (&field.ident, &field.ty);
        types.push(quote!(#ty));
        values.push(quote!(#runtime::unsent(#place #ident)));
    }
    match (types.as_slice(), values.as_slice()) {
        ([], _) => (quote!(#runtime::TimedOut), None),
        ([ty], [value]) => (quote!(#runtime::TimedOut<#ty>), Some(value.clone())),
        _ => (
            quote!(#runtime::TimedOut<(#(#types),*)>),
            Some(quote!((#(#values),*))),
        ),
    }
}
