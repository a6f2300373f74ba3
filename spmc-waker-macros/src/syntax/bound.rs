//! Lifetimes that bounds of an impl declare for themselves, as `for<'x> Fn(&'x str)` does.

use crate::{names::Names, parse::ImplBlock, tokens::has_lifetime};
use quote::quote;
use syn::{Generics, Lifetime, visit_mut::VisitMut};

/// Gives those another name that a method declares, too: in a future, both stand in the same generics.
/// (ui: pass/lifetimes_of_bounds)
pub(crate) fn rename_bound(generics: &mut Generics, item: &ImplBlock, names: &Names) {
    for of_method in item
        .fns()
        .flat_map(|member| member.sig.generics.lifetimes())
    {
        let lifetime = &of_method.lifetime;
        // rustc says of an impl that declares it by itself that the method must not.
        let is_own = generics.lifetimes().any(|own| own.lifetime == *lifetime);
        let where_clause = &generics.where_clause;
        let bounds = quote!(#generics #where_clause);
        if !is_own && has_lifetime(bounds, &lifetime.ident) {
            let other = names.fresh_lifetime(&lifetime.ident.to_string(), &[]);
            Rename(lifetime, &other).visit_generics_mut(generics);
        }
    }
}

struct Rename<'l>(&'l Lifetime, &'l Lifetime);

impl VisitMut for Rename<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime == self.0 {
            lifetime.ident = self.1.ident.clone();
        }
    }
}
