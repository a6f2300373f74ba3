//! Attributes by their names.

use crate::parse::cfg_attr;
use syn::{Attribute, Meta, parse_quote};

/// Those with one of these names.
pub(super) fn named<'a>(
    attrs: &'a [Attribute],
    names: &[&str],
) -> impl Iterator<Item = &'a Attribute> {
    attrs.iter().filter(move |attr| is_named(&attr.meta, names))
}

/// Whether this is one of these, `#[unsafe(…)]` or not.
pub(super) fn is_named(meta: &Meta, names: &[&str]) -> bool {
    let is = |meta: &Meta| names.iter().any(|name| meta.path().is_ident(name));
    match meta {
        Meta::List(list) if list.path.is_ident("unsafe") => {
            syn::parse2::<Meta>(list.tokens.clone()).is_ok_and(|meta| is(&meta))
        }
        meta => is(meta),
    }
}

/// A `cfg_attr` with those of its attributes that have one of these names.
pub(super) fn in_cfg(attr: &Attribute, names: &[&str]) -> Option<Attribute> {
    let (condition, mut metas) = cfg_attr(&attr.meta)?;
    metas.retain(|meta| is_named(meta, names));
    (!metas.is_empty()).then(|| parse_quote!(#[cfg_attr(#condition, #(#metas),*)]))
}
