//! Attributes that say under which conditions something exists.

use crate::tokens::split_at_commas;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// The conditions under which something with these attributes exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let cfgs = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    quote!(#(#cfgs)*)
}

/// The condition of a `cfg_attr`, and the attributes behind it.
pub(crate) fn cfg_attr(attr: &Attribute) -> Option<(TokenStream, Vec<Meta>)> {
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let mut parts = split_at_commas(list.tokens.clone())
        .into_iter()
        .map(|part| part.into_iter().collect::<TokenStream>());
    let condition = parts.next()?;
    let metas = parts.map(syn::parse2).collect::<syn::Result<_>>().ok()?;
    Some((condition, metas))
}
