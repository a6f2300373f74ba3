//! The generics of methods, and of the handles that have them.

use crate::tokens::{find_word, has_lifetime};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{GenericParam, Generics, Ident, Lifetime, Path, Signature, Type};

/// Returns the names of the types and constants of these generics.
pub(crate) fn idents(generics: &Generics) -> Vec<&Ident> {
    let mut idents = Vec::new();
    for param in &generics.params {
        match param {
            GenericParam::Type(param) => idents.push(&param.ident),
            GenericParam::Const(param) => idents.push(&param.ident),
            GenericParam::Lifetime(_) => {}
        }
    }
    idents
}

/// Returns the generic arguments for a call: types and constants. Lifetimes are inferred.
pub(crate) fn turbofish(generics: &Generics) -> TokenStream {
    let mut args = TokenStream::new();
    for ident in &idents(generics) {
        args.extend(quote!(#ident,));
    }
    if args.is_empty() {
        args
    } else {
        quote!(::<#args>)
    }
}

/// Finds the first `cfg` on a parameter.
pub(crate) fn cfg_of_parameter(generics: &Generics) -> Option<&Path> {
    let attrs = generics.params.iter().flat_map(|param| match param {
        GenericParam::Lifetime(param) => &param.attrs,
        GenericParam::Type(param) => &param.attrs,
        GenericParam::Const(param) => &param.attrs,
    });
    let mut paths = attrs.map(|attr| attr.path());
    paths.find(|path| path.is_ident("cfg"))
}

/// Whether these generics declare a lifetime.
pub(crate) fn declares(generics: &Generics, lifetime: &Lifetime) -> bool {
    generics.lifetimes().any(|own| own.lifetime == *lifetime)
}

/// Whether these generics have a type or a constant of this name.
pub(crate) fn has_ident(generics: &Generics, name: &Ident) -> bool {
    idents(generics).contains(&name)
}

/// Whether these tokens name one of the types and constants.
pub(crate) fn is_generic(tokens: &TokenStream, generics: &Generics) -> bool {
    let is_named = |ident: &&Ident| find_word(tokens.clone(), &ident.to_string()).is_some();
    idents(generics).iter().any(is_named)
}

/// Whether the type of an impl, or a bound, names this parameter.
fn is_named(param: &GenericParam, generics: &Generics, ty: &Type) -> bool {
    let where_clause = &generics.where_clause;
    let mut named = quote!(#ty #where_clause);
    for param in generics.type_params() {
        param.bounds.to_tokens(&mut named);
    }
    let name = match param {
        GenericParam::Lifetime(param) if !param.bounds.is_empty() => return true,
        GenericParam::Lifetime(param) => &param.lifetime.ident,
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
    };
    find_word(named, &name.to_string()).is_some()
}

/// Returns the generics of an impl without the lifetimes that neither its type nor a bound names, because a handle
/// could not have these. Returns `None` if another parameter is not named, which rustc rejects.
pub(crate) fn without_unused_lifetimes(generics: &Generics, ty: &Type) -> Option<Generics> {
    let mut used = generics.clone();
    used.params.clear();
    for param in &generics.params {
        match (is_named(param, generics, ty), param) {
            (true, _) => used.params.push(param.clone()),
            (false, GenericParam::Lifetime(_)) => {}
            (false, _) => return None,
        }
    }
    Some(used)
}

/// Declares the lifetimes of an impl that a signature names and that the handles do not have.
pub(crate) fn declare_lifetimes(
    generics: &mut Generics,
    sig: &Signature,
    of_impl: &Generics,
    of_handles: &Generics,
) {
    for param in of_impl.lifetimes() {
        let lifetime = &param.lifetime;
        let is_named = has_lifetime(sig.to_token_stream(), &lifetime.ident);
        if is_named && !declares(of_handles, lifetime) {
            let param = GenericParam::Lifetime(param.clone());
            generics.params.insert(0, param);
        }
    }
}

/// Merges the generics of a method into those of its handle.
pub(crate) fn merge(outer: &Generics, inner: &Generics) -> Generics {
    let mut merged = outer.clone();
    let mut lifetimes = merged.lifetimes().count();
    for param in &inner.params {
        if let GenericParam::Lifetime(_) = param {
            merged.params.insert(lifetimes, param.clone());
            lifetimes += 1;
        } else {
            merged.params.push(param.clone());
        }
    }
    if let Some(inner) = &inner.where_clause {
        let predicates = &mut merged.make_where_clause().predicates;
        predicates.extend(inner.predicates.clone());
    }
    merged
}
