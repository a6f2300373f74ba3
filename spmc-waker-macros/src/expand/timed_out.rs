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
    let once = waiting.wait.once();
    let (mut types, mut values) = (TokenStream::new(), TokenStream::new());
    let comma = (once.len() > 1).then(|| quote!(,));
    for field in &once {
        let (ident, ty) = (&field.ident, &field.ty);
        let value = match future {
            None => quote!(#ident),
            Some(future) => quote!(#runtime::Option::take(&mut #future.#ident)),
        };
        types.extend(quote!(#ty #comma));
        values.extend(quote!(#runtime::unsent(#value) #comma));
    }
    match once.len() {
        0 => (quote!(#runtime::TimedOut), None),
        1 => (quote!(#runtime::TimedOut<#types>), Some(values)),
        _ => (
            quote!(#runtime::TimedOut<(#types)>),
            Some(quote!((#values))),
        ),
    }
}
