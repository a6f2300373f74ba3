//! Rules for the item itself, before there is a model.

use crate::{
    errors::at,
    parse::Item,
    syntax::{cfg_of_parameter, has_no_impl, nameless_lifetime_of, ungroup},
};
use syn::{Path, Type};

/// Requires that an item has only one `#[waitable]`.
pub(crate) fn require_one_attribute(item: &Item) -> syn::Result<()> {
    match item.second_waitable() {
        Some(second) => second_attribute(second),
        None => Ok(()),
    }
}

fn second_attribute(second: &Path) -> syn::Result<()> {
    at(second, "`#[waitable]` is on this twice: remove one")
}

/// Requires that the condition has a name, from which those of its handles are derived, that all of its lifetimes have
/// names, and that none of its parameters depends on a `cfg`. If rustc rejects such an impl anyway, this reports nothing.
pub(crate) fn require_name(item: &Item) -> syn::Result<()> {
    if let Some(cfg) = cfg_of_parameter(item.generics()) {
        return at(
            cfg,
            "the handles have this parameter in any case: put `#[cfg(…)]` on the item, and write it once for each case",
        );
    }
    let Item::Impl(item) = item else {
        return Ok(());
    };
    if has_no_impl(&item.self_ty, &item.generics) {
        return Ok(());
    }
    if let Some(lifetime) = nameless_lifetime_of(&item.self_ty) {
        return at(
            &lifetime,
            "the handles need a name for this lifetime: `impl<'a>`, and `'a` here",
        );
    }
    match ungroup(&item.self_ty) {
        Type::Path(_) => Ok(()),
        _ => at(
            &item.self_ty,
            "`#[waitable]` goes on the impl of a struct: this type has no name for its handles to take",
        ),
    }
}
