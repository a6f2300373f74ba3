//! Attributes by their names.

use crate::{
    parse::{cfg_attr, parse_as},
    tokens::{each, is_one_of},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// Those with one of these names.
pub(super) fn named(attrs: &[Attribute], names: &[&str]) -> TokenStream {
    each(attrs, &|attr| match is_named(&attr.meta, names) {
        true => quote!(#attr),
        false => quote!(),
    })
}

/// Whether this is one of these, `#[unsafe(…)]` or not.
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

/// Each `cfg_attr` with those of its attributes that have one of these names.
pub(super) fn in_cfg(attrs: &[Attribute], names: &[&str]) -> TokenStream {
    each(attrs, &|attr| {
        let Some((condition, metas)) = cfg_attr(&attr.meta) else {
            return quote!();
        };
        let metas = each(&metas, &|meta| match is_named(meta, names) {
            true => quote!(, #meta),
            false => quote!(),
        });
        match metas.is_empty() {
            true => quote!(),
            false => quote!(#[cfg_attr(#condition #metas)]),
        }
    })
}
