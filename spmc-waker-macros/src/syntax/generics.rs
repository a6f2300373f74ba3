//! The generics of methods, and of the handles that have them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics};

/// The parameters that an explicit call passes: types and constants, since lifetimes are inferred.
pub(crate) fn turbofish(generics: &Generics) -> TokenStream {
    let idents: Vec<_> = generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident),
            GenericParam::Const(param) => Some(&param.ident),
            GenericParam::Lifetime(_) => None,
        })
        .collect();
    if idents.is_empty() {
        quote!()
    } else {
        quote!(::<#(#idents),*>)
    }
}

/// The generics of a method and those of its handle.
pub(crate) fn merge(outer: &Generics, inner: &Generics) -> Generics {
    let mut merged = outer.clone();
    let (lifetimes, others): (Vec<_>, Vec<_>) = inner
        .params
        .iter()
        .cloned()
        .partition(|param| matches!(param, GenericParam::Lifetime(_)));
    let first_other = merged.lifetimes().count();
    for (i, lifetime) in lifetimes.into_iter().enumerate() {
        merged.params.insert(first_other + i, lifetime);
    }
    merged.params.extend(others);
    if let Some(inner) = &inner.where_clause {
        merged
            .make_where_clause()
            .predicates
            .extend(inner.predicates.iter().cloned());
    }
    merged
}
