//! Lifetimes that bounds of an impl declare for themselves, as `for<'x> Fn(&'x str)` does.

use crate::walk::{PlaceMut, change_generics};
use crate::{names::Names, parse::ImplBlock, tokens::has_lifetime};
use quote::quote;
use syn::Generics;

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
            change_generics(generics, &mut |place| {
                match place {
                    PlaceMut::Lifetime(named) if named == lifetime => {
                        named.ident = other.ident.clone();
                    }
                    _ => {}
                }
                true
            });
        }
    }
}
