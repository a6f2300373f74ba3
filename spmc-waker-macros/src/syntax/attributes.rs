//! Attributes that say under which conditions something exists.

use crate::tokens::split_at_commas;
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Meta};

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

/// The condition of a `cfg_attr`, and the attributes behind it.
pub(crate) fn cfg_attr(attr: &Attribute) -> Option<(TokenStream, Vec<Meta>)> {
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let (mut condition, mut metas) = (None, Vec::new());
    for part in split_at_commas(list.tokens.clone()) {
        match condition {
            None => condition = Some(part),
            Some(_) => metas.push(syn::parse2(part).ok()?),
        }
    }
    Some((condition?, metas))
}
