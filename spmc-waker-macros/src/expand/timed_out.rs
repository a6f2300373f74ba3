//! The error of a wait that has timed out. It contains the items that the check has not taken.

use super::waits::HandleWait;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the error's type, and an expression for its content: the `#[once]` arguments. These are in variables or in
/// fields of `future`, each in an `Option`.
pub(super) fn timed_out(
    waiting: &HandleWait<'_, '_>,
    future: Option<&Ident>,
) -> (TokenStream, Option<TokenStream>) {
    let runtime = &waiting.model.runtime;
    let (mut types, mut values) = (Vec::new(), Vec::new());
    for field in &waiting.wait.once() {
        let (ident, ty) = (&field.ident, &field.ty);
        types.push(quote!(#ty));
        let value = match future {
            None => quote!(#ident),
            Some(future) => quote!(#runtime::Option::take(&mut #future.#ident)),
        };
        values.push(quote!(#runtime::unsent(#value)));
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
