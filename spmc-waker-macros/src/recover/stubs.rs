//! Stubs of broken methods. They exist so that calls of such a method are not errors as well. If its signature is
//! in doubt, there is no stub.

use super::signature::{likely_output, output, plain, renamed, take};
use crate::{
    model::{Bare, HandleId, HandleKind, Method, Model, SinkError, Wait},
    names,
    parse::Storage,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashSet;
use syn::{Attribute, Signature, Visibility, ext::IdentExt as _, parse_quote};

/// Methods without a real body, which a handle has in place of a broken one.
pub(crate) struct Stub<'m> {
    pub(crate) attrs: &'m [Attribute],
    pub(crate) vis: &'m Visibility,
    pub(crate) handle: HandleId,
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
    for handle in model.handles.ids() {
        let mut taken = taken(model, handle);
        let [mut is_future, mut is_stream, mut is_sink] = Bare::ALL.map(|bare| {
            let mut own = model.sound().filter(|method| method.is_wait_of(handle));
            own.any(|method| method.wait().is_some_and(|wait| wait.word(bare).is_some()))
        });
        for method in &model.methods {
            let Some(mut stub) = stub(method, handle, model) else {
                continue;
            };
            stub.fns.retain(|sig| taken.insert(sig.ident.unraw()));
            keep_first(&mut stub.awaited, &mut is_future);
            keep_first(&mut stub.stream, &mut is_stream);
            keep_first(&mut stub.sink, &mut is_sink);
            stubs.push(stub);
        }
    }
    stubs
}

/// Removes what the handle has already: it is at most one future, one stream and one sink.
fn keep_first<T>(given: &mut Option<T>, has: &mut bool) {
    if *has {
        *given = None;
    }
    *has |= given.is_some();
}

/// The names of the methods that a handle has.
fn taken(model: &Model<'_>, handle: HandleId) -> HashSet<Ident> {
    let reserved: &[&str] = match (model.handles[handle].kind, model.storage) {
        (HandleKind::Notifier, Storage::Owned) => &[],
        (HandleKind::Notifier, Storage::Borrowed) => &["new"],
        (HandleKind::Waiter(_), Storage::Owned) => &["unregister"],
        (HandleKind::Waiters(_), Storage::Owned) => &["unregister", "of"],
        (_, Storage::Borrowed) => &["unregister", "claim"],
    };
    let reserved = reserved.iter();
    let mut taken: HashSet<_> = reserved
        .map(|name| Ident::new(name, Span::call_site()))
        .collect();
    for method in model.sound() {
        if method.is_on(handle) {
            taken.insert(method.name.unraw());
        }
        if let Some(wait) = method.wait().filter(|_| method.is_wait_of(handle)) {
            taken.extend(wait.methods().iter().map(|(name, _)| name.unraw()));
        }
    }
    taken
}

/// The stub of a method that is broken, or that cannot block, on this handle.
fn stub<'m>(method: &'m Method<'_>, handle: HandleId, model: &'m Model<'_>) -> Option<Stub<'m>> {
    let lacks_blocking = method.wait().is_some_and(|wait| wait.lacks_blocking);
    if !method.is_broken && !lacks_blocking {
        return None;
    }
    let is_on = method.is_on(handle) || method.is_on_handles() && method.is_on_any;
    let member = method.written.filter(|_| is_on)?;
    let mut stub = Stub::new(method, handle);
    let check = plain(&member.sig, &model.path())?;
    let is_wait = method.is_wait_of(handle) || method.is_on_any;
    if let Some(wait) = method.wait().filter(|_| is_wait) {
        stub.add_wait(method, wait, &check, &model.runtime);
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

impl<'m> Stub<'m> {
    const fn new(method: &'m Method<'_>, handle: HandleId) -> Self {
        Self {
            attrs: method.attrs,
            vis: &method.vis,
            handle,
            fns: Vec::new(),
            awaited: None,
            stream: None,
            sink: None,
        }
    }

    /// Adds the methods of a wait, and what the handle is by it.
    fn add_wait(&mut self, method: &Method<'_>, wait: &Wait, check: &Signature, runtime: &Ident) {
        let Some(output) = output(&wait.readiness).or_else(|| likely_output(&check.output)) else {
            return;
        };
        let taken = take(check);
        if wait.lacks_blocking || wait.blocking.is_some() {
            self.add_blocking(wait, &taken, &output, runtime);
        }
        if !method.is_broken {
            return;
        }
        let pending = quote!(#runtime::core::future::Pending<#output>);
        let context = quote!(&mut #runtime::Context<'_>);
        let poll = quote!(#runtime::Poll<#output>);
        self.fns.push(renamed(&taken, &wait.name, None, pending));
        let poll_name = names::poll_name(&wait.name);
        self.fns
            .push(renamed(check, &poll_name, Some(context), poll));
        if wait.borrows.is_none() {
            let item = wait.stream_item().map(ToTokens::to_token_stream);
            let item = item.unwrap_or_else(|| output.clone());
            self.stream = wait.stream.is_some().then_some(item);
            self.awaited = wait.awaited.is_some().then_some(output);
            self.sink = sink(wait);
            self.fns
                .extend(self.sink.as_ref().map(|(item, _)| -> Signature {
                    let name = names::unsent();
                    parse_quote!(fn #name(&mut self) -> #runtime::Option<#item>)
                }));
        }
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
