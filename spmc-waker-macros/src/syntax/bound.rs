//! Lifetimes that a bound of an impl, or its type, declares itself, such as `'x` in `for<'x> Fn(&'x str)`.

use super::{generics::declares, self_type::change_generics};
use crate::{
    names::Names,
    parse::{ImplBlock, parse_as},
    tokens::{has_lifetime, rename_lifetime},
};
use quote::quote;
use syn::{Generics, LifetimeParam, Type};

/// Renames such a lifetime if a method declares one of the same name, because both are in the generics of the method's
/// future (ui: pass/lifetimes_of_bounds).
pub(crate) fn rename_bound(
    generics: &mut Generics,
    ty: &mut Type,
    item: &ImplBlock,
    names: &Names,
) {
    for member in item.fns() {
        for LifetimeParam { lifetime, .. } in member.sig.generics.lifetimes() {
            // If the impl itself declares the lifetime, rustc reports that the method must not.
            let is_own = declares(generics, lifetime);
            let where_clause = &generics.where_clause;
            let bounds = quote!(#generics #where_clause #ty);
            if !is_own && has_lifetime(bounds, &lifetime.ident) {
                let other = names.fresh_lifetime(&lifetime.ident.to_string(), &[]);
                let rename = |tokens| rename_lifetime(tokens, &lifetime.ident, &other.ident);
                *generics = change_generics(generics, &rename);
                *ty = parse_as(rename(quote!(#ty))).unwrap_or_else(|| ty.clone());
            }
        }
    }
}
