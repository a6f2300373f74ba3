//! The signatures of stubs.

use crate::{
    parse::on_argument,
    syntax::{Readiness, argument_of, find_impl_trait, is_inferred, passes_unsized, ungroup},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, ReceiverKind, ReturnType, Signature, Type};

/// Whether a stub can have this signature. It could return no value of some types.
pub(super) fn has_stub(sig: &Signature) -> bool {
    !matches!(&sig.output, ReturnType::Type(_, ty) if find_impl_trait(ty).is_some())
        && !is_inferred(sig)
        && !passes_unsized(sig)
}

/// Returns the method itself, which takes `&self`. It stays `async` and `unsafe`, as its callers expect.
pub(super) fn itself(sig: &Signature, arguments: &TokenStream) -> TokenStream {
    let lifetime = match sig.receiver().map(|receiver| &receiver.kind) {
        Some(ReceiverKind::Reference(_, lifetime, _)) => lifetime.as_ref(),
        _ => None,
    };
    let (asyncness, safety, output) = (&sig.asyncness, &sig.safety, &sig.output);
    let (name, generics, where_clause) = (&sig.ident, &sig.generics, &sig.generics.where_clause);
    quote! {
        #asyncness #safety fn #name #generics (&#lifetime self #arguments) #output #where_clause
    }
}

/// Returns another method with the same generics, which takes `&mut self`.
pub(super) fn other(
    sig: &Signature,
    name: &Ident,
    arguments: &TokenStream,
    output: &TokenStream,
) -> TokenStream {
    let (generics, where_clause) = (&sig.generics, &sig.generics.where_clause);
    quote!(fn #name #generics (&mut self #arguments) -> #output #where_clause)
}

/// Returns the arguments that callers pass, each after a comma: all but the handle's own fields. A wait takes a
/// `#[once]` argument by value.
pub(super) fn arguments(sig: &Signature, is_wait: bool) -> TokenStream {
    let (mut arguments, mut is_first) = (TokenStream::new(), true);
    for input in &sig.inputs {
        let may_be_self = std::mem::take(&mut is_first);
        let FnArg::Typed(input) = input else {
            continue;
        };
        let is_self = may_be_self && stands_for_self(&input.ty);
        if is_self || on_argument(&input.attrs, "field").is_some() {
            continue;
        }
        let mut ty = &*input.ty;
        if is_wait && on_argument(&input.attrs, "once").is_some() {
            ty = peel(ty);
            ty = argument_of(ty, &["Option"]).unwrap_or(ty);
        }
        arguments.extend(quote!(, _: #ty));
    }
    arguments
}

/// Whether the type of a first argument is `&Self`, so that it stands for `&self`.
fn stands_for_self(ty: &Type) -> bool {
    match ungroup(ty) {
        Type::Reference(reference) => {
            matches!(ungroup(&reference.elem), Type::Path(ty) if ty.path.is_ident("Self"))
        }
        _ => false,
    }
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
