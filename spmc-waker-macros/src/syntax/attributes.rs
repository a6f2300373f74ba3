//! Attributes that say under which conditions something exists.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Attribute;

/// The conditions under which something with these attributes exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let mut cfgs = TokenStream::new();
    for attr in attrs {
        if attr.path().is_ident("cfg") {
            attr.to_tokens(&mut cfgs);
        }
    }
    cfgs
}
