//! The signatures of methods that a handle has in name only.

use crate::{
    parse::on_argument,
    syntax::{
        Readiness, argument_of, find_impl_trait, is_inferred, is_plain, passes_unsized, ungroup,
    },
    tokens::replace_self,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, Pat, ReceiverKind, ReturnType, Safety, Signature, Type, parse_quote};

/// This as a method that takes `&self` and looks at none of its arguments. It stays `async` and
/// `unsafe`, as its uses are.
pub(super) fn plain(sig: &Signature, self_path: &TokenStream) -> Option<Signature> {
    // Nothing can be returned in such a place.
    if matches!(&sig.output, ReturnType::Type(_, ty) if find_impl_trait(ty).is_some())
        || is_inferred(sig)
        || passes_unsized(sig)
    {
        return None;
    }
    let mut sig = sig.clone();
    let receiver: FnArg = match sig.receiver().map(|receiver| &receiver.kind) {
        Some(ReceiverKind::Reference(_, Some(lifetime), _)) => parse_quote!(&#lifetime self),
        _ => parse_quote!(&self),
    };
    let has_receiver = sig.receiver().is_some() || sig.inputs.first().is_some_and(stands_for_self);
    (sig.constness, sig.abi, sig.variadic) = (None, None, None);
    // What is the handle's own is not passed.
    let inputs = sig.inputs.into_iter().skip(usize::from(has_receiver));
    let inputs = inputs.filter(|input| match input {
        FnArg::Typed(input) => on_argument(&input.attrs, "field").is_none(),
        FnArg::Receiver(_) => false,
    });
    sig.inputs = [receiver].into_iter().chain(inputs).collect();
    let mut sig: Signature = syn::parse2(replace_self(sig.to_token_stream(), self_path)).ok()?;
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            *input.pat = Pat::Verbatim(quote!(_));
        }
    }
    Some(sig)
}

/// `this: &Self`
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

/// What a wait takes: of a `#[once]` argument the value, in whatever way that is to be passed.
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

/// A method that takes the same after `&mut self` and another argument, perhaps.
pub(super) fn renamed(
    sig: &Signature,
    name: &Ident,
    first: Option<TokenStream>,
    output: TokenStream,
) -> Signature {
    let mut sig = sig.clone();
    (sig.asyncness, sig.safety) = (None, Safety::Default);
    sig.ident = name.clone();
    sig.inputs[0] = parse_quote!(&mut self);
    if let Some(first) = first {
        let first = Type::Verbatim(first);
        sig.inputs.insert(1, parse_quote!(_: #first));
    }
    sig.output = ReturnType::Type(Default::default(), Box::new(Type::Verbatim(output)));
    sig
}

pub(super) fn output(readiness: &Readiness) -> Option<TokenStream> {
    match readiness {
        Readiness::Unit => Some(quote!(())),
        Readiness::Of(output) => Some(output.to_token_stream()),
        _ => None,
    }
}

/// What a wait for this result is most likely meant to resolve to.
pub(super) fn likely_output(ret: &ReturnType) -> Option<TokenStream> {
    let ReturnType::Type(_, ty) = ret else {
        return Some(quote!(()));
    };
    if let Some(output) = argument_of(ty, &["Option", "Poll"]) {
        return Some(output.to_token_stream());
    }
    match ungroup(ty) {
        Type::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            match name.as_str() {
                "bool" => Some(quote!(())),
                "Result" => Some(quote!(#ty)),
                // Perhaps an alias for something that is ready.
                _ => is_plain(&name).then(|| quote!(#ty)),
            }
        }
        Type::Tuple(_) | Type::Reference(_) | Type::Array(_) => Some(quote!(#ty)),
        _ => None,
    }
}

/// `T` of `&T`.
fn peel(ty: &Type) -> &Type {
    match ungroup(ty) {
        Type::Reference(reference) => peel(&reference.elem),
        ty => ty,
    }
}
