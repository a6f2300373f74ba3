//! What is left of a method that a handle cannot have as it is written: enough for its uses not to
//! be errors as well. Where that is in doubt, nothing.

use crate::{
    model::{
        HandleKind, Method, Model, Readiness, Unclear, Wait, argument_of, borrow_of,
        find_impl_trait, is_inferred, is_plain, passes_unsized, ungroup,
    },
    names,
    parse::{Storage, on_argument},
    tokens::replace_self,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashSet;
use syn::{
    Attribute, FnArg, Pat, ReceiverKind, ReturnType, Safety, Signature, Type, Visibility,
    ext::IdentExt as _, parse_quote,
};

/// Methods that handles have in name only.
pub(crate) struct Stub<'m> {
    pub(crate) attrs: &'m [Attribute],
    pub(crate) vis: &'m Visibility,
    pub(crate) handle: usize,
    pub(crate) fns: Vec<Signature>,
    /// What awaiting the handle itself gives.
    pub(crate) default: Option<TokenStream>,
    /// What the handle gives as a stream.
    pub(crate) stream: Option<TokenStream>,
}

/// The stubs of all handles. None has a name that is taken.
pub(crate) fn stubs<'m>(model: &'m Model<'_>) -> Vec<Stub<'m>> {
    let mut stubs = Vec::new();
    for handle in 0..model.handles.len() {
        let mut taken = taken(model, handle);
        let is = |what: fn(&Wait) -> bool| {
            let sound = model.methods.iter().filter(|method| !method.is_broken);
            let mut own = sound.filter(|method| method.is_wait_of(handle));
            own.any(|method| method.wait().is_some_and(what))
        };
        let mut has_default = is(|wait| wait.default.is_some());
        let mut has_stream = is(|wait| wait.stream.is_some());
        let broken = model
            .methods
            .iter()
            .filter_map(|method| of_method(method, handle, model));
        let unclear = model
            .unclear
            .iter()
            .filter_map(|unclear| of_unclear(unclear, handle, model));
        for mut stub in broken.chain(unclear) {
            stub.fns.retain(|sig| taken.insert(sig.ident.unraw()));
            stub.default = stub.default.take().filter(|_| !has_default);
            has_default |= stub.default.is_some();
            stub.stream = stub.stream.take().filter(|_| !has_stream);
            has_stream |= stub.stream.is_some();
            stubs.push(stub);
        }
    }
    stubs
}

/// The names of the methods that a handle has.
fn taken(model: &Model<'_>, handle: usize) -> HashSet<Ident> {
    let mut taken = HashSet::new();
    let mut reserve = |name: &str| taken.insert(Ident::new(name, proc_macro2::Span::call_site()));
    match (model.handles[handle].kind, model.storage) {
        (HandleKind::Notifier, Storage::Borrowed) => {
            reserve("new");
        }
        (HandleKind::Waiter(_), storage) => {
            reserve("unregister");
            if storage == Storage::Borrowed {
                reserve("claim");
            }
        }
        (HandleKind::Notifier, Storage::Owned) => {}
    }
    for method in model.methods.iter().filter(|method| !method.is_broken) {
        if method.is_on(handle) {
            taken.insert(method.name.unraw());
        }
        let Some(wait) = method.wait().filter(|_| method.is_wait_of(handle)) else {
            continue;
        };
        taken.insert(wait.name.unraw());
        taken.insert(names::poll_name(&wait.name).unraw());
        if wait.blocking.is_some() {
            let blocking = names::blocking_names(&wait.name);
            taken.extend(blocking.iter().map(syn::ext::IdentExt::unraw));
        }
    }
    taken
}

/// Of a method that is understood, but cannot be.
fn of_method<'m>(method: &'m Method<'_>, handle: usize, model: &'m Model<'_>) -> Option<Stub<'m>> {
    let blocking = method.wait().filter(|wait| wait.lacks_blocking);
    if !method.is_broken && blocking.is_none() {
        return None;
    }
    // Where the handle has another name than is known, all may have it.
    let is_on = method.is_on(handle) || (method.is_on_handles() && !method.wrong_names.is_empty());
    let member = method.written.filter(|_| is_on)?;
    let mut stub = Stub {
        attrs: method.attrs,
        vis: &method.vis,
        handle,
        fns: Vec::new(),
        default: None,
        stream: None,
    };
    let path = model.path();
    let check = plain(&member.sig, &path)?;
    let runtime = &model.runtime;
    if let Some(wait) = method.wait() {
        let taken = take(&check);
        let output = output(&wait.readiness).or_else(|| likely_output(&check.output))?;
        let is_of = method.is_wait_of(handle) || !method.wrong_names.is_empty();
        if wait.lacks_blocking || (method.is_broken && wait.blocking.is_some()) {
            stub.add_blocking(wait, &taken, &output, runtime);
        }
        if method.is_broken && is_of {
            stub.add_wait(&wait.name, &check, &taken, &output, runtime);
            let is_bare = wait.default.is_some() && wait.borrows.is_none();
            stub.default = is_bare.then(|| output.clone());
            let item = wait.stream_item().map(ToTokens::to_token_stream);
            let is_stream = wait.stream.is_some() && wait.borrows.is_none();
            stub.stream = is_stream.then(|| item.unwrap_or(output));
        }
    }
    if method.is_broken {
        // Last: the wait goes before a check of the same name.
        stub.fns.push(check);
    }
    Some(stub)
}

/// Of a method whose marker is wrong, if handles would have it.
fn of_unclear<'m>(
    unclear: &'m Unclear<'_>,
    handle: usize,
    model: &'m Model<'_>,
) -> Option<Stub<'m>> {
    let (member, partial) = (unclear.member, &unclear.partial);
    if !unclear.on.contains(&handle) {
        return None;
    }
    let mut stub = Stub {
        attrs: &member.attrs,
        vis: &member.vis,
        handle,
        fns: Vec::new(),
        default: None,
        stream: None,
    };
    let path = model.path();
    let check = plain(&member.sig, &path);
    let output = check
        .as_ref()
        .and_then(|check| likely_output(&check.output))
        .filter(|_| partial.is_wait);
    if let (Some(check), Some(output)) = (&check, output) {
        let taken = take(check);
        if let Some(name) = &partial.wait_name {
            stub.add_wait(name, check, &taken, &output, &model.runtime);
        }
        let borrows = matches!(&check.output, ReturnType::Type(_, ty) if borrow_of(ty).is_some());
        stub.default = (partial.is_default && !borrows).then_some(output);
    }
    stub.fns.extend(check);
    Some(stub)
}

impl Stub<'_> {
    fn add_wait(
        &mut self,
        name: &Ident,
        check: &Signature,
        taken: &Signature,
        output: &TokenStream,
        runtime: &Ident,
    ) {
        let pending = quote!(#runtime::core::future::Pending<#output>);
        let context = quote!(&mut #runtime::Context<'_>);
        let poll = quote!(#runtime::Poll<#output>);
        self.fns.push(renamed(taken, name, None, pending));
        let poll = renamed(check, &names::poll_name(name), Some(context), poll);
        self.fns.push(poll);
    }

    fn add_blocking(
        &mut self,
        wait: &Wait,
        taken: &Signature,
        output: &TokenStream,
        runtime: &Ident,
    ) {
        let [blocking, timeout, deadline] = names::blocking_names(&wait.name);
        self.fns
            .push(renamed(taken, &blocking, None, output.clone()));
        for name in [timeout, deadline] {
            let limit = quote!(impl #runtime::core::marker::Sized);
            let output = quote!(#runtime::Result<#output, ()>);
            self.fns.push(renamed(taken, &name, Some(limit), output));
        }
    }
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

/// This as a method that takes `&self` and looks at none of its arguments. It stays `async` and
/// `unsafe`, as its uses are.
fn plain(sig: &Signature, self_path: &TokenStream) -> Option<Signature> {
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
        FnArg::Typed(input) => on_argument(&input.attrs, "local").is_none(),
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

/// What a wait takes: of a `#[once]` argument the value, in whatever way that is to be passed.
fn take(check: &Signature) -> Signature {
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

fn output(readiness: &Readiness) -> Option<TokenStream> {
    match readiness {
        Readiness::Unit => Some(quote!(())),
        Readiness::Of(output) => Some(output.to_token_stream()),
        _ => None,
    }
}

/// What a wait for this result is most likely meant to resolve to.
fn likely_output(ret: &ReturnType) -> Option<TokenStream> {
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
