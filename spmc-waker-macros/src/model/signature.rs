//! What a method's signature has to become on a handle.

use super::{
    self_type::without_self_type,
    types::{self, ungroup},
};
use crate::{
    names::Names,
    parse::{is_on_argument, on_argument},
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;
use syn::{
    Attribute, FnArg, GenericParam, Generics, Ident, Pat, Signature, Type, ext::IdentExt as _,
};

/// A parameter after `self`.
pub(crate) struct Param {
    pub(crate) ident: Ident,
    /// In the words of a handle: without `Self`.
    pub(crate) ty: Type,
    /// The user's pattern, when it is more than a name.
    pub(crate) pattern: Option<Pat>,
    pub(crate) kind: ParamKind,
    /// A second marker.
    pub(crate) second: Option<Attribute>,
}

pub(crate) enum ParamKind {
    Plain,
    /// `#[once] item: &mut Option<T>`, and `T` if it is that.
    Once {
        marker: Attribute,
        value: Option<Type>,
    },
    /// `#[field] name: &mut T`, and `T` if it is that.
    Field {
        marker: Attribute,
        target: Option<Type>,
    },
}

/// The parameters after `self`, each with a name.
pub(super) fn params(sig: &Signature, names: &Names, self_path: &TokenStream) -> Vec<Param> {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let mut seen = HashSet::new();
    typed
        .enumerate()
        .map(|(i, typed)| {
            let (mut ident, pattern) = match ungroup_pat(&typed.pat) {
                Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
                    (pat.ident.clone(), None)
                }
                pattern => (names.unnamed(i), Some(pattern.clone())),
            };
            // Two of one name can differ in hygiene, and are two all the same.
            if !seen.insert(ident.unraw().to_string()) {
                ident = names.unnamed(i);
            }
            let ty = without_self_type(&typed.ty, self_path);
            let once = on_argument(&typed.attrs, "once");
            let field = on_argument(&typed.attrs, "field");
            let kind = match (once, field) {
                (Some(marker), _) => ParamKind::Once {
                    marker: marker.clone(),
                    value: target_of(&ty)
                        .and_then(|target| types::argument_of(target, &["Option"]).cloned()),
                },
                (None, Some(marker)) => ParamKind::Field {
                    marker: marker.clone(),
                    target: target_of(&ty).cloned(),
                },
                (None, None) => ParamKind::Plain,
            };
            let mut markers = typed.attrs.iter().filter(|attr| is_on_argument(attr));
            Param {
                ident,
                ty,
                pattern,
                kind,
                second: markers.nth(1).cloned(),
            }
        })
        .collect()
}

fn ungroup_pat(pat: &Pat) -> &Pat {
    match pat {
        Pat::Paren(paren) => ungroup_pat(&paren.pat),
        pat => pat,
    }
}

/// `T` of `&mut T`.
fn target_of(ty: &Type) -> Option<&Type> {
    match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => Some(&reference.elem),
        _ => None,
    }
}

impl Param {
    pub(crate) const fn is_field(&self) -> bool {
        matches!(self.kind, ParamKind::Field { .. })
    }
}

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
