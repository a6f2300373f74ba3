//! Attributes by their names.

use crate::{
    parse::{cfg_attr, parse_as},
    tokens::is_one_of,
};
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

/// A `cfg_attr` with those of its attributes that have one of these names.
pub(super) fn in_cfg(attr: &Attribute, names: &[&str]) -> Option<Attribute> {
    let (condition, mut metas) = cfg_attr(&attr.meta)?;
    metas.retain(|meta| is_named(meta, names));
    (!metas.is_empty()).then(|| parse_quote!(#[cfg_attr(#condition, #(#metas),*)]))
}
