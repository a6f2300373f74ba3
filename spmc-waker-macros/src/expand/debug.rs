//! `Debug` of handles and futures.

use super::spans;
use crate::model::Model;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Generics;

/// `Debug` that needs none of the condition.
pub(super) fn debug(
    model: &Model<'_>,
    ident: &Ident,
    ty: &TokenStream,
    generics: &Generics,
) -> TokenStream {
    let (runtime, name) = (&model.runtime, ident.to_string());
    let f = model.names.fresh("f");
    let fmt = quote! {
        fn fmt(&self, #f: &mut #runtime::Formatter<'_>) -> #runtime::fmt::Result {
            #runtime::debug(#f, #name)
        }
    };
    let span = spans::at(ident.span());
    spans::implement(model, span, &quote!(Debug), (ty, generics), &fmt)
}
