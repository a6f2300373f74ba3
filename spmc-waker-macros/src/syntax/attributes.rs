//! The `cfg`s among attributes.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Attribute;

/// Returns the `cfg` attributes among these.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let mut cfgs = TokenStream::new();
    for attr in attrs {
        if attr.path().is_ident("cfg") {
            attr.to_tokens(&mut cfgs);
        }
    }
    cfgs
}
