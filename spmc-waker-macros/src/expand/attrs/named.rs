//! Selects attributes by their names.

use crate::{
    parse::{cfg_attr, parse_as},
    tokens::{each, is_one_of},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// The attributes with one of these names.
pub(super) fn named(attrs: &[Attribute], names: &[&str]) -> TokenStream {
    each(attrs, &|attr| {
        if is_named(&attr.meta, names) {
            quote!(#attr)
        } else {
            quote!()
        }
    })
}

/// Whether this attribute has one of these names, also inside of `#[unsafe(…)]`.
pub(super) fn is_named(meta: &Meta, names: &[&str]) -> bool {
    let is = |meta: &Meta| {
        let name = meta.path().get_ident();
        name.is_some_and(|name| is_one_of(name, names))
    };
    match meta {
        Meta::List(list) if list.path.is_ident("unsafe") => {
            parse_as::<Meta>(list.tokens.clone()).is_some_and(|meta| is(&meta))
        }
        meta => is(meta),
    }
}

/// Each `cfg_attr`, reduced to its attributes with one of these names.
pub(super) fn in_cfg(attrs: &[Attribute], names: &[&str]) -> TokenStream {
    each(attrs, &|attr| {
        let Some((condition, metas)) = cfg_attr(&attr.meta) else {
            return quote!();
        };
        let metas = each(&metas, &|meta| {
            if is_named(meta, names) {
                quote!(, #meta)
            } else {
                quote!()
            }
        });
        if metas.is_empty() {
            quote!()
        } else {
            quote!(#[cfg_attr(#condition #metas)])
        }
    })
}
