//! Elides the lifetime in `&'s self`. A handle's method has another `&self`, so it cannot have that lifetime.

use crate::{tokens::has_lifetime, walk::change_lifetimes};
use quote::ToTokens;
use syn::{FnArg, GenericParam, Ident, Lifetime, ReceiverKind, ReturnType, Signature, Type};

/// Returns the signature with `&self` for `&'s self`, and with `'_` for `'s`, if that means the same.
///
/// It does not if the result may also borrow from an argument, if an argument has the lifetime inside its type, or if
/// a bound names it.
pub(super) fn without_named_lifetime(sig: &Signature) -> Option<Signature> {
    let named = named_lifetime(sig)?.clone();
    let mut elided = sig.clone();
    elided.generics.params.clear();
    for param in &sig.generics.params {
        match param {
            GenericParam::Lifetime(own) if own.lifetime == named && own.bounds.is_empty() => {}
            param => elided.generics.params.push(param.clone()),
        }
    }
    if elided.generics.params.len() == sig.generics.params.len() {
        return None;
    }
    if elided.generics.params.is_empty() {
        (elided.generics.lt_token, elided.generics.gt_token) = (None, None);
    }
    elided.inputs.clear();
    for input in &sig.inputs {
        let mut input = input.clone();
        match &mut input {
            FnArg::Receiver(receiver) => match &mut receiver.kind {
                ReceiverKind::Reference(_, lifetime, _) => *lifetime = None,
                ReceiverKind::Typed(_, ty) => elide(ty, &named.ident),
                _ => {}
            },
            FnArg::Typed(typed) => {
                // Each argument gets a lifetime of its own. Then the result may borrow from `self` alone.
                if mentions(&sig.output, &named) && mentions(&typed, &named) {
                    return None;
                }
                match &mut *typed.ty {
                    Type::Reference(reference) if reference.lifetime.as_ref() == Some(&named) => {
                        reference.lifetime = None;
                    }
                    _ => {}
                }
            }
        }
        elided.inputs.push(input);
    }
    if let ReturnType::Type(_, ty) = &mut elided.output {
        elide(ty, &named.ident);
    }
    (!mentions(&elided, &named)).then_some(elided)
}

/// Returns the lifetime of `&'s self`, or of `self: &'s Self`.
fn named_lifetime(sig: &Signature) -> Option<&Lifetime> {
    let lifetime = match &sig.receiver()?.kind {
        ReceiverKind::Reference(_, lifetime, None) => lifetime,
        ReceiverKind::Typed(_, ty) => match &**ty {
            Type::Reference(reference) if reference.mutability.is_none() => &reference.lifetime,
            _ => return None,
        },
        _ => return None,
    };
    lifetime.as_ref().filter(|lifetime| lifetime.ident != "_")
}

fn mentions(tokens: &impl ToTokens, lifetime: &Lifetime) -> bool {
    has_lifetime(tokens.to_token_stream(), &lifetime.ident)
}

/// Elides a lifetime in a type, except in function types, where an elided lifetime would be another one.
fn elide(ty: &mut Type, named: &Ident) {
    change_lifetimes(ty, &mut |lifetime| {
        lifetime.filter(|own| own.ident != *named)
    });
}
