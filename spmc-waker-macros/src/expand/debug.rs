//! `Debug` of handles and futures.

use super::spans::impl_at_name;
use crate::{model::Model, names::Generated};
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
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let f = model.names.param(Generated::Formatter);
    let item = impl_at_name(
        ident,
        &quote!(#impl_generics #runtime::Debug for #ty #where_clause),
        &quote! {
            fn fmt(&self, #f: &mut #runtime::Formatter<'_>) -> #runtime::fmt::Result {
                #runtime::debug(#f, #name)
            }
        },
    );
    quote!(#[automatically_derived] #item)
}
