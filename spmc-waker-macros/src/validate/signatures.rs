//! Rules for the signatures of marked methods.

use crate::{
    errors::at,
    model::Model,
    parse::{MemberFn, is_on_argument},
    syntax::{attrs_of, cfg_of_parameter, declares, ungroup},
};
use quote::ToTokens as _;
use syn::{FnArg, Ident, Lifetime, Receiver, ReceiverKind, Safety, Signature, Type};

/// Requires that a marked method takes `&self` and is a plain `fn`.
pub(super) fn require_signature(
    member: &MemberFn,
    marker: &str,
    model: &Model<'_>,
) -> syn::Result<()> {
    let sig = &member.sig;
    let role = format!("a `{marker}` method");
    require_plain_fn(sig, &role)?;
    require_receiver(sig, &role, model)?;
    require_unconditional_arguments(sig)
}

fn require_plain_fn(sig: &Signature, role: &str) -> syn::Result<()> {
    if let Some(asyncness) = &sig.asyncness {
        return at(
            asyncness,
            format!(
                "{role} cannot be `async`: the macro generates what is awaited. Make it a plain `fn`"
            ),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        return at(
            token,
            format!(
                "{role} cannot be `unsafe`: what calls it is safe code. Make it safe, or leave it unmarked"
            ),
        );
    }
    match &sig.abi {
        Some(abi) => at(
            abi,
            format!("{role} cannot be `extern`: make it a plain `fn`"),
        ),
        None => Ok(()),
    }
}

fn require_receiver(sig: &Signature, role: &str, model: &Model<'_>) -> syn::Result<()> {
    let condition = &model.condition;
    let Some(receiver) = sig.receiver() else {
        return match sig.inputs.first() {
            Some(FnArg::Typed(this)) if is_reference_to_self(&this.ty, condition) => at(
                this,
                format!("{role} must take `&self`: write it instead of this"),
            ),
            _ => at(
                &sig.ident,
                format!(
                    "{role} must take `&self`: the handles share the condition. Add `&self`, or remove \
                     the marker"
                ),
            ),
        };
    };
    if let Some(marker) = receiver.attrs.iter().find(|attr| is_on_argument(attr)) {
        let name = marker.path().segments.last().map(|last| &last.ident);
        let name = name.to_token_stream();
        return at(
            marker,
            format!("`#[{name}]` goes on an argument of the method, not on `self`"),
        );
    }
    if !is_reference(receiver, condition) {
        return at(
            receiver,
            format!(
                "{role} must take `&self`: the handles share the condition. Use atomics, a lock or a \
                 cell inside it"
            ),
        );
    }
    // rustc reports a lifetime that is not declared.
    let is_declared = |lifetime: &Lifetime| {
        lifetime.ident == "static"
            || declares(&sig.generics, lifetime)
            || declares(&model.generics, lifetime)
    };
    match lifetime_of(receiver) {
        Some(lifetime) if is_declared(lifetime) => at(
            lifetime,
            format!(
                "{role} takes `&self` without a named lifetime, which handles could not give it: a \
                 result that borrows from the condition is written with `&` or `'_`"
            ),
        ),
        _ => Ok(()),
    }
}

/// Whether a receiver is `&self`, or `self: &Self`.
fn is_reference(receiver: &Receiver, condition: &Ident) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
        ReceiverKind::Typed(_, ty) => is_reference_to_self(ty, condition),
        _ => false,
    }
}

/// Returns the lifetime of a receiver that is a reference.
fn lifetime_of(receiver: &Receiver) -> Option<&Lifetime> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, _) => lifetime.as_ref(),
        ReceiverKind::Typed(_, ty) => match ungroup(ty) {
            Type::Reference(reference) => reference.lifetime.as_ref(),
            _ => None,
        },
        _ => None,
    }
}

/// Refuses `cfg`s on parameters and arguments, because the generated call could not leave these out.
fn require_unconditional_arguments(sig: &Signature) -> syn::Result<()> {
    if let Some(cfg) = cfg_of_parameter(&sig.generics) {
        return at(
            cfg,
            "a handle cannot pass on a parameter that exists only under a condition: put `#[cfg(…)]` on the method, and \
             write it once for each case",
        );
    }
    for input in &sig.inputs {
        for attr in attrs_of(input) {
            if attr.path().is_ident("cfg") {
                return at(
                    attr.path(),
                    "a handle cannot pass on an argument that exists only under a condition: put `#[cfg(…)]` \
                     on the method, and write it once for each case",
                );
            }
        }
    }
    Ok(())
}

/// Whether a type is `&Self`, or the same with the condition's name.
fn is_reference_to_self(ty: &Type, condition: &Ident) -> bool {
    match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            let Type::Path(path) = ungroup(&reference.elem) else {
                return false;
            };
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "Self" || last.ident == *condition)
        }
        _ => false,
    }
}
