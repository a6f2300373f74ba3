//! The signatures of stubs.

use crate::{
    parse::{on_argument, parse_as},
    syntax::{Readiness, argument_of, find_impl_trait, is_inferred, passes_unsized, ungroup},
    tokens::replace_self,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    FnArg, Lifetime, Pat, PatType, Receiver, ReceiverKind, ReturnType, Safety, Signature, Token,
    Type, punctuated::Punctuated,
};

/// Returns the signature as that of a method which takes `&self` and ignores its arguments. It stays `async` and
/// `unsafe`, as its callers expect.
pub(super) fn plain(sig: &Signature, self_path: &TokenStream) -> Option<Signature> {
    // A stub could return no value of such a type.
    if matches!(&sig.output, ReturnType::Type(_, ty) if find_impl_trait(ty).is_some())
        || is_inferred(sig)
        || passes_unsized(sig)
    {
        return None;
    }
    let mut sig = sig.clone();
    (sig.constness, sig.abi, sig.variadic) = (None, None, None);
    let mut inputs = Punctuated::new();
    inputs.push(match sig.receiver().map(|receiver| &receiver.kind) {
        Some(ReceiverKind::Reference(_, lifetime, _)) => receiver(lifetime.clone(), None),
        _ => receiver(None, None),
    });
    for (place, input) in sig.inputs.iter().enumerate() {
        let is_passed = match input {
            // Callers do not pass the handle's own fields.
            FnArg::Typed(own) if on_argument(&own.attrs, "field").is_some() => false,
            FnArg::Typed(_) => place > 0 || !stands_for_self(input),
            FnArg::Receiver(_) => false,
        };
        if is_passed {
            inputs.push(input.clone());
        }
    }
    sig.inputs = inputs;
    let mut sig: Signature = parse_as(replace_self(sig.to_token_stream(), self_path))?;
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            *input.pat = Pat::Verbatim(quote!(_));
        }
    }
    Some(sig)
}

/// Makes a receiver: `&self`, `&'a self` or `&mut self`.
fn receiver(lifetime: Option<Lifetime>, mutability: Option<Token![mut]>) -> FnArg {
    FnArg::Receiver(Receiver {
        mutability: None,
        attrs: Vec::new(),
        kind: ReceiverKind::Reference(<Token![&]>::default(), lifetime, mutability),
        self_token: <Token![self]>::default(),
    })
}

/// Whether this is an argument such as `this: &Self`.
fn stands_for_self(input: &FnArg) -> bool {
    let FnArg::Typed(input) = input else {
        return false;
    };
    match ungroup(&input.ty) {
        Type::Reference(reference) => {
            matches!(ungroup(&reference.elem), Type::Path(ty) if ty.path.is_ident("Self"))
        }
        _ => false,
    }
}

/// Returns the signature of a wait, which takes a `#[once]` argument by value.
pub(super) fn take(check: &Signature) -> Signature {
    let mut sig = check.clone();
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            if on_argument(&input.attrs, "once").is_some() {
                let value = peel(&input.ty);
                *input.ty = argument_of(value, &["Option"]).unwrap_or(value).clone();
            }
        }
    }
    sig
}

/// Returns the signature with another name, `&mut self`, perhaps another first argument, and another output.
pub(super) fn renamed(
    sig: &Signature,
    name: &Ident,
    first: Option<TokenStream>,
    output: TokenStream,
) -> Signature {
    let mut sig = sig.clone();
    (sig.asyncness, sig.safety) = (None, Safety::Default);
    sig.ident = name.clone();
    sig.inputs[0] = receiver(None, Some(<Token![mut]>::default()));
    if let Some(first) = first {
        sig.inputs.insert(
            1,
            FnArg::Typed(PatType {
                attrs: Vec::new(),
                pat: Box::new(Pat::Verbatim(quote!(_))),
                colon_token: <Token![:]>::default(),
                ty: Box::new(Type::Verbatim(first)),
            }),
        );
    }
    sig.output = ReturnType::Type(Default::default(), Box::new(Type::Verbatim(output)));
    sig
}

/// Returns what a wait resolves to. If the result of its check is no readiness, most likely the wait is meant to
/// resolve to that result.
pub(super) fn output(readiness: &Readiness, written: &ReturnType) -> TokenStream {
    match (readiness, written) {
        (Readiness::Of(output), _) => output.to_token_stream(),
        (Readiness::Unit, _) | (_, ReturnType::Default) => quote!(()),
        (_, ReturnType::Type(_, ty)) if matches!(**ty, Type::Never(_)) => quote!(()),
        (_, ReturnType::Type(_, ty)) => ty.to_token_stream(),
    }
}

/// Removes all references around a type.
fn peel(ty: &Type) -> &Type {
    match ungroup(ty) {
        Type::Reference(reference) => peel(&reference.elem),
        ty => ty,
    }
}
