//! What is left of a method that a handle cannot have as it is written: enough for its uses not to
//! be errors as well. Where that is in doubt, nothing.

use super::signature::{likely_output, output, plain, renamed, take};
use crate::{
    model::{HandleKind, Method, Model, SinkError, Unclear, Wait, borrow_of},
    names,
    parse::Storage,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashSet;
use syn::{Attribute, ReturnType, Signature, Visibility, ext::IdentExt as _};

/// Methods that handles have in name only.
pub(crate) struct Stub<'m> {
    pub(crate) attrs: &'m [Attribute],
    pub(crate) vis: &'m Visibility,
    pub(crate) handle: usize,
    pub(crate) fns: Vec<Signature>,
    /// What awaiting the handle itself gives.
    pub(crate) awaited: Option<TokenStream>,
    /// What the handle gives as a stream.
    pub(crate) stream: Option<TokenStream>,
    /// What the handle takes as a sink, and fails with.
    pub(crate) sink: Option<(TokenStream, TokenStream)>,
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
        let mut has_awaited = is(|wait| wait.awaited.is_some());
        let mut has_stream = is(|wait| wait.stream.is_some());
        let mut has_sink = is(|wait| wait.sink.is_some());
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
            keep_first(&mut stub.awaited, &mut has_awaited);
            keep_first(&mut stub.stream, &mut has_stream);
            keep_first(&mut stub.sink, &mut has_sink);
            stubs.push(stub);
        }
    }
    stubs
}

/// Takes away what there is already: a handle is one future, one stream and one sink.
fn keep_first<T>(given: &mut Option<T>, has: &mut bool) {
    if *has {
        *given = None;
    }
    *has |= given.is_some();
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
    let mut stub = Stub::new(method.attrs, &method.vis, handle);
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
            let is_bare = wait.awaited.is_some() && wait.borrows.is_none();
            stub.awaited = is_bare.then(|| output.clone());
            let item = wait.stream_item().map(ToTokens::to_token_stream);
            let is_stream = wait.stream.is_some() && wait.borrows.is_none();
            stub.stream = is_stream.then(|| item.unwrap_or(output));
            stub.sink = sink(wait);
        }
    }
    if method.is_broken {
        // Last: the wait goes before a check of the same name.
        stub.fns.push(check);
    }
    Some(stub)
}

/// What a wait takes as a sink, and what that fails with as far as it is known.
fn sink(wait: &Wait) -> Option<(TokenStream, TokenStream)> {
    wait.sink.as_ref().filter(|_| wait.borrows.is_none())?;
    let item = &wait.once().next()?.ty;
    let error = match wait.sink_error() {
        Some(SinkError::Written(error)) => error.to_token_stream(),
        _ => quote!(()),
    };
    Some((item.to_token_stream(), error))
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
    let mut stub = Stub::new(&member.attrs, &member.vis, handle);
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
        stub.awaited = (partial.is_awaited && !borrows).then_some(output);
    }
    stub.fns.extend(check);
    Some(stub)
}

impl<'m> Stub<'m> {
    const fn new(attrs: &'m [Attribute], vis: &'m Visibility, handle: usize) -> Self {
        Self {
            attrs,
            vis,
            handle,
            fns: Vec::new(),
            awaited: None,
            stream: None,
            sink: None,
        }
    }

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
