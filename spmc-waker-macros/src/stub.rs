//! What is left of a method that a handle cannot have as it is written: enough for its uses not to
//! be errors as well. Where that is in doubt, nothing.

use crate::{
    item::MemberFn,
    markers::{Side, Sketch},
    method::{Context, Method},
    names, output,
    signature::{self, ReplaceSelf},
    wait::Wait,
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, FnArg, Ident, Pat, ReceiverKind, ReturnType, Safety, Signature, Type, Visibility,
    parse_quote, visit_mut::VisitMut as _,
};

/// Methods that a handle has in name only.
pub(crate) struct Stub<'a> {
    pub(crate) attrs: &'a [Attribute],
    pub(crate) vis: &'a Visibility,
    /// The handles that have them: both, where it cannot be told.
    sides: Vec<Side>,
    is_wait: bool,
    pub(crate) fns: Vec<Signature>,
    /// What awaiting the handle itself gives.
    pub(crate) default: Option<TokenStream>,
}

impl<'a> Stub<'a> {
    /// Of a method whose marker or signature is wrong, if handles would have it.
    pub(crate) fn of(member: &'a MemberFn, context: &Context<'_>) -> Option<Self> {
        let sketch = Sketch::of(&member.attrs, &member.sig.ident)?;
        let mut stub = Self {
            attrs: &member.attrs,
            vis: &member.vis,
            sides: sketch.sides,
            is_wait: sketch.is_wait,
            fns: Vec::new(),
            default: None,
        };
        let mut sig = member.sig.clone();
        ReplaceSelf(context.self_ty).visit_signature_mut(&mut sig);
        let check = plain(&sig);
        let output = likely_output(&sig.output).filter(|_| sketch.is_wait);
        if let (Some(check), Some(output)) = (&check, output) {
            // In whatever way it is to be handed over, it is handed over by value.
            let value = |input: &mut Type| match output::argument_of(peel(input), &["Option"]) {
                Some(value) => value.clone(),
                None => peel(input).clone(),
            };
            let inputs = sig.inputs.iter().filter_map(|input| match input {
                FnArg::Typed(input) => Some(input),
                FnArg::Receiver(_) => None,
            });
            let is_once = inputs.map(|input| input.attrs.iter().any(crate::markers::is_once));
            let taken = take(check, &is_once.collect::<Vec<_>>(), value);
            if let Some(name) = &sketch.wait_name {
                stub.add_wait(name, check, &taken, &output, context.runtime);
            }
            let borrows = matches!(&sig.output, ReturnType::Type(_, ty) if crate::borrows::find(ty).is_some());
            stub.default = (sketch.is_default && !borrows).then_some(output);
        }
        // Last: the wait goes before a check of the same name.
        stub.fns.extend(check);
        Some(stub)
    }

    /// Of a wait that is understood, but cannot be.
    pub(crate) fn of_wait(method: &Method<'a>, wait: &Wait, runtime: &TokenStream) -> Self {
        let mut stub = Self::of_blocking(method, wait, runtime);
        if wait.blocking.is_none() {
            stub.fns.clear();
        }
        if let Some(check) = plain(&method.sig) {
            let taken = taken(&check, method);
            stub.add_wait(&wait.name, &check, &taken, &wait.output, runtime);
            stub.fns.push(check);
        }
        stub
    }

    /// Of the methods of a wait that would block.
    pub(crate) fn of_blocking(method: &Method<'a>, wait: &Wait, runtime: &TokenStream) -> Self {
        let mut fns = Vec::new();
        if let Some(check) = plain(&method.sig) {
            let [blocking, timeout, deadline] = names::blocking_names(&wait.name);
            let (taken, output) = (taken(&check, method), &wait.output);
            fns.push(renamed(&taken, &blocking, None, output.clone()));
            for name in [timeout, deadline] {
                let limit = quote!(impl #runtime::core::marker::Sized);
                let output = quote!(#runtime::core::result::Result<#output, ()>);
                fns.push(renamed(&taken, &name, Some(limit), output));
            }
        }
        Self {
            attrs: method.attrs,
            vis: method.vis,
            sides: vec![wait.side],
            is_wait: true,
            fns,
            default: None,
        }
    }

    fn add_wait(
        &mut self,
        name: &Ident,
        check: &Signature,
        taken: &Signature,
        output: &TokenStream,
        runtime: &TokenStream,
    ) {
        let pending = quote!(#runtime::core::future::Pending<#output>);
        let context = quote!(&mut #runtime::core::task::Context<'_>);
        let poll = quote!(#runtime::core::task::Poll<#output>);
        self.fns.push(renamed(taken, name, None, pending));
        let poll = renamed(check, &names::poll_name(name), Some(context), poll);
        self.fns.push(poll);
    }

    pub(crate) fn is_on(&self, side: Side) -> bool {
        self.sides.contains(&side)
    }

    /// Whether this side is the one that would wait.
    pub(crate) fn waits(&self, side: Side) -> bool {
        self.is_wait && self.sides == [side]
    }

    /// Whether this side may be meant to wait.
    pub(crate) fn may_wait(&self, side: Side) -> bool {
        self.is_wait && self.is_on(side)
    }
}

/// This as a method that takes `&self` and looks at none of its arguments. It stays `async` and
/// `unsafe`, as its uses are.
fn plain(sig: &Signature) -> Option<Signature> {
    let mut sig = sig.clone();
    // Nothing can be returned in such a place.
    if matches!(&sig.output, ReturnType::Type(_, ty) if signature::find_impl_trait(ty).is_some()) {
        return None;
    }
    (sig.constness, sig.abi, sig.variadic) = (None, None, None);
    let receiver: FnArg = match sig.receiver().map(|receiver| &receiver.kind) {
        Some(ReceiverKind::Reference(_, Some(lifetime), _)) => parse_quote!(&#lifetime self),
        _ => parse_quote!(&self),
    };
    if sig.receiver().is_some() {
        sig.inputs[0] = receiver;
    } else {
        sig.inputs.insert(0, receiver);
    }
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            input.attrs.clear();
            *input.pat = Pat::Verbatim(quote!(_));
        }
    }
    Some(sig)
}

/// What a wait takes: of what is handed over once, the value.
fn take(
    check: &Signature,
    is_once: &[bool],
    mut value: impl FnMut(&mut Type) -> Type,
) -> Signature {
    let mut sig = check.clone();
    for (input, is_once) in sig.inputs.iter_mut().skip(1).zip(is_once) {
        if let (FnArg::Typed(input), true) = (input, *is_once) {
            *input.ty = value(&mut input.ty);
        }
    }
    sig
}

fn taken(check: &Signature, method: &Method<'_>) -> Signature {
    let mut values = method.params.iter().filter_map(|param| param.once.as_ref());
    let is_once: Vec<_> = method
        .params
        .iter()
        .map(|param| param.once.is_some())
        .collect();
    take(check, &is_once, |ty| values.next().unwrap_or(ty).clone())
}

/// A method that takes the same after `&mut self` and another argument, perhaps.
fn renamed(
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

/// What a wait for this result is most likely meant to resolve to.
fn likely_output(ret: &ReturnType) -> Option<TokenStream> {
    let ReturnType::Type(_, ty) = ret else {
        return Some(quote!(()));
    };
    if let Some(output) = output::argument_of(ty, &["Option", "Poll"]) {
        return Some(output.to_token_stream());
    }
    match &**ty {
        Type::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            match name.as_str() {
                "bool" => Some(quote!(())),
                "Result" => Some(quote!(#ty)),
                // Perhaps an alias for something that is ready.
                _ => output::is_primitive(&name).then(|| quote!(#ty)),
            }
        }
        Type::Tuple(_) | Type::Reference(_) | Type::Array(_) => Some(quote!(#ty)),
        _ => None,
    }
}

/// `T` of `&T`.
fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => peel(&reference.elem),
        _ => ty,
    }
}
