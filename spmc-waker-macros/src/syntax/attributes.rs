//! The `cfg`s among attributes.

use crate::parse::cfg_attr;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Attribute;

/// Returns the `cfg` attributes among these, also those in a `cfg_attr`.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let mut cfgs = TokenStream::new();
    for attr in attrs {
        if attr.path().is_ident("cfg") {
            attr.to_tokens(&mut cfgs);
        } else if let Some((condition, metas)) = cfg_attr(&attr.meta) {
            for meta in metas.iter().filter(|meta| meta.path().is_ident("cfg")) {
                cfgs.extend(quote!(#[cfg_attr(#condition, #meta)]));
            }
        }
    }
    cfgs
}
