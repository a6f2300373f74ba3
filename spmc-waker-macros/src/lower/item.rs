//! The head of the item: the condition's type, and the lints for everything that is generated.

use crate::{
    parse::{Item, Options, parse_as},
    syntax::{
        allows as allows_of, has_no_impl, has_undeclared_lifetime, nameless_lifetime_of, ungroup,
    },
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Type};

/// What the item says about the condition.
pub(super) struct Head {
    pub(super) condition: Ident,
    pub(super) ty: Type,
    pub(super) generics: Generics,
}

impl Head {
    /// Returns `None` if the condition has no name, or if rustc would reject everything that is generated.
    pub(super) fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Struct(item) => {
                let condition = item.ident.clone();
                let (_, ty_generics, _) = item.generics.split_for_impl();
                Some(Self {
                    ty: parse_as(quote!(#condition #ty_generics))?,
                    condition,
                    generics: item.generics.clone(),
                })
            }
            Item::Impl(item) => {
                let (ty, generics) = (&item.self_ty, &item.generics);
                if has_no_impl(ty, generics)
                    || has_undeclared_lifetime(ty, generics)
                    || nameless_lifetime_of(ty).is_some()
                {
                    return None;
                }
                Some(Self {
                    condition: name_of(&item.self_ty)?,
                    ty: item.self_ty.clone(),
                    generics: item.generics.clone(),
                })
            }
        }
    }
}

fn name_of(ty: &Type) -> Option<Ident> {
    match ungroup(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.clone()),
        _ => None,
    }
}

/// Returns the lints that are allowed for everything that is generated: those that the item allows, and `deprecated`
/// if a handle is deprecated.
pub(super) fn allows(item: &Item, options: &Options) -> TokenStream {
    let mut allows = allows_of(item.attrs());
    if let Item::Impl(item) = item {
        allows.extend(allows_of(&item.inner_attrs));
    }
    for handle in &options.handles() {
        for attr in &handle.value.attrs {
            if attr.path().is_ident("deprecated") {
                allows.extend(quote!(#[allow(deprecated)]));
                return allows;
            }
        }
    }
    allows
}
