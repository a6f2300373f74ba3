//! Makes the parameters of a method, as its handle has them.

use crate::{
    model::{Param, ParamKind},
    names::Names,
    parse::{is_on_argument, on_argument},
    syntax::{argument_of, ungroup, without_self},
};
use proc_macro2::TokenStream;
use syn::{FnArg, Pat, PatType, Signature, Type, ext::IdentExt as _};

/// Returns the parameters after `self`, each with a name.
pub(super) fn lower(sig: &Signature, names: &Names, self_path: &TokenStream) -> Vec<Param> {
    let (mut params, mut seen) = (Vec::new(), Vec::new());
    for input in &sig.inputs {
        if let FnArg::Typed(typed) = input {
            params.push(param(typed, params.len(), &mut seen, names, self_path));
        }
    }
    params
}

/// Whether a `#[field]` argument has the name of one before it. rustc reports that
/// (ui: rustc_arguments/field_argument_given_twice).
pub(super) fn repeat_a_field(params: &[Param]) -> bool {
    let mut all = params.iter().enumerate();
    all.any(|(i, param)| {
        let is_repeated = |before: &Param| before.ident == param.ident;
        param.is_field() && params[..i].iter().any(is_repeated)
    })
}

fn param(
    typed: &PatType,
    i: usize,
    seen: &mut Vec<String>,
    names: &Names,
    self_path: &TokenStream,
) -> Param {
    let (mut ident, pattern) = match ungroup_pat(&typed.pat) {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
            (pat.ident.clone(), None)
        }
        pattern => (names.unnamed(i), Some(pattern.clone())),
    };
    let ty = without_self(&*typed.ty, self_path);
    let once = on_argument(&typed.attrs, "once");
    let field = on_argument(&typed.attrs, "field");
    // Two parameters may have the same name with different hygiene, but the generated code needs two names. A `#[field]`
    // argument keeps the name of its field.
    let name = ident.unraw().to_string();
    if field.is_none() && seen.contains(&name) {
        ident = names.unnamed(i);
    }
    seen.push(name);
    let kind = match (once, field) {
        (Some(marker), _) => ParamKind::Once {
            marker: marker.clone(),
            value: target_of(&ty).and_then(|target| argument_of(target, &["Option"]).cloned()),
        },
        (None, Some(marker)) => ParamKind::Field {
            marker: marker.clone(),
            target: target_of_any(&ty).cloned(),
            is_mut: target_of(&ty).is_some(),
        },
        (None, None) => ParamKind::Plain,
    };
    let mut markers = typed.attrs.iter().filter(|attr| is_on_argument(attr));
    Param {
        written: typed.clone(),
        ident,
        ty,
        pattern,
        kind,
        second: markers.nth(1).cloned(),
    }
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

/// `T` of `&mut T` or `&T`.
fn target_of_any(ty: &Type) -> Option<&Type> {
    match ungroup(ty) {
        Type::Reference(reference) => Some(&reference.elem),
        _ => None,
    }
}
