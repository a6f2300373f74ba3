//! A lifetime that a method gives to `&self` by name. A handle's own method has another `&self`, so there
//! it is left out, as most signatures leave it out to begin with.

use crate::{tokens::has_lifetime, walk::change_lifetimes};
use quote::ToTokens;
use syn::{FnArg, GenericParam, Ident, Lifetime, ReceiverKind, ReturnType, Signature, Type};

/// The signature with `&self` for `&'s self`, and `'_` for `'s`, if it says the same.
///
/// It does not where the result may borrow from an argument as well, where an argument has the lifetime
/// within its type, or where a bound names it.
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
    for input in &mut elided.inputs {
        match input {
            FnArg::Receiver(receiver) => match &mut receiver.kind {
                ReceiverKind::Reference(_, lifetime, _) => *lifetime = None,
                ReceiverKind::Typed(_, ty) => elide(ty, &named.ident),
                _ => {}
            },
            FnArg::Typed(typed) => match &mut *typed.ty {
                Type::Reference(reference) if reference.lifetime.as_ref() == Some(&named) => {
                    reference.lifetime = None;
                }
                _ => {}
            },
        }
    }
    let mut arguments = sig.inputs.iter().skip(1);
    if mentions(&sig.output, &named) && arguments.any(|argument| mentions(argument, &named)) {
        return None;
    }
    if let ReturnType::Type(_, ty) = &mut elided.output {
        elide(ty, &named.ident);
    }
    (!mentions(&elided, &named)).then_some(elided)
}

/// The lifetime of `&'s self`, or of `self: &'s Self`.
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

/// Leaves this lifetime out, or writes `'_` for it. In function signatures, that would be another lifetime.
fn elide(ty: &mut Type, named: &Ident) {
    change_lifetimes(ty, &mut |lifetime| {
        lifetime.filter(|own| own.ident != *named)
    });
}
