//! The `cfg`s among attributes.

use crate::{parse::cfg_attr, tokens::each};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// Returns the `cfg` attributes among these.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    each(&conditions(attrs), &|condition| quote!(#[cfg(#condition)]))
}

/// Returns the conditions of the `cfg`s among these attributes, also of those in a `cfg_attr`.
pub(crate) fn conditions(attrs: &[Attribute]) -> Vec<TokenStream> {
    let mut conditions = Vec::new();
    for attr in attrs {
        if let Some(condition) = condition(&attr.meta) {
            conditions.push(condition.clone());
        } else if let Some((outer, metas)) = cfg_attr(&attr.meta) {
            for condition in metas.iter().filter_map(condition) {
                conditions.push(quote!(any(not(#outer), #condition)));
            }
        }
    }
    conditions
}

fn condition(meta: &Meta) -> Option<&TokenStream> {
    match meta {
        Meta::List(cfg) if cfg.path.is_ident("cfg") => Some(&cfg.tokens),
        _ => None,
    }
}
