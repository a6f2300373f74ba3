//! Stubs of broken methods, so that the calls of such a method are not errors, too. If its signature is in doubt,
//! there is no stub.

use super::signature::{output, plain, renamed, take};
use crate::{
    model::{HandleId, HandleKind, Method, Model, Wait},
    names,
    parse::Storage,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Signature, Visibility, ext::IdentExt as _};

/// Methods without a real body, which a handle has instead of a broken one.
pub(crate) struct Stub<'m> {
    pub(crate) attrs: &'m [Attribute],
    pub(crate) vis: &'m Visibility,
    pub(crate) handle: HandleId,
    pub(crate) fns: Vec<Signature>,
    /// If the handle itself can be awaited, what that resolves to.
    pub(crate) awaited: Option<TokenStream>,
}

/// Makes the stubs of all handles. None has a name that is taken.
pub(crate) fn stubs<'m>(model: &'m Model<'_>) -> Vec<Stub<'m>> {
    let mut stubs = Vec::new();
    for handle in model.handles.iter() {
        let (mut taken, mut is_future) = taken(model, handle.id);
        for method in &model.methods {
            let Some(mut stub) = stub(method, handle.id, model) else {
                continue;
            };
            for sig in std::mem::take(&mut stub.fns) {
                let name = sig.ident.unraw();
                if !taken.contains(&name) {
                    taken.push(name);
                    stub.fns.push(sig);
                }
            }
            if is_future {
                stub.awaited = None;
            }
            is_future |= stub.awaited.is_some();
            stubs.push(stub);
        }
    }
    stubs
}

/// Returns the names of the methods that a handle has, and whether it is a future.
fn taken(model: &Model<'_>, handle: HandleId) -> (Vec<Ident>, bool) {
    let reserved = match (model.handles[handle].kind, model.storage) {
        (HandleKind::Notifier, _) => ["new", "new"],
        (_, Storage::Owned) => ["unregister", "of"],
        (_, Storage::Borrowed) => ["unregister", "claim"],
    };
    let mut taken = Vec::new();
    for name in reserved {
        taken.push(Ident::new(name, Span::call_site()));
    }
    let mut is_future = false;
    for method in &model.sound() {
        if method.is_on(handle) {
            taken.push(method.name.unraw());
        }
        if let Some(wait) = method.wait().filter(|_| method.is_wait_of(handle)) {
            is_future |= wait.awaited.is_some();
            for (name, _) in &wait.methods() {
                taken.push(name.unraw());
            }
        }
    }
    (taken, is_future)
}

/// Makes the stub of a method on a handle, if the method is broken or cannot block.
fn stub<'m>(method: &'m Method<'_>, handle: HandleId, model: &'m Model<'_>) -> Option<Stub<'m>> {
    let lacks_blocking = method.wait().is_some_and(|wait| wait.lacks_blocking);
    if !method.is_broken && !lacks_blocking {
        return None;
    }
    let is_on = method.is_on(handle) || method.is_on_handles() && method.is_on_any;
    let member = method.written.filter(|_| is_on)?;
    let check = plain(&member.sig, &model.path())?;
    let mut stub = Stub {
        attrs: method.attrs,
        vis: &method.vis,
        handle,
        fns: Vec::new(),
        awaited: None,
    };
    let is_wait = method.is_wait_of(handle) || method.is_on_any;
    if let Some(wait) = method.wait().filter(|_| is_wait) {
        stub.add_wait(method, wait, &check, &model.runtime);
    }
    if method.is_broken {
        // Last, because the wait wins over a check of the same name.
        stub.fns.push(check);
    }
    Some(stub)
}

impl Stub<'_> {
    /// Adds the methods of a wait, and the handle's future if it is awaited.
    fn add_wait(&mut self, method: &Method<'_>, wait: &Wait, check: &Signature, runtime: &Ident) {
        let output = output(&wait.readiness, &check.output);
        let taken = take(check);
        if wait.lacks_blocking || wait.blocking.is_some() {
            let [blocking, timeout, deadline] = names::blocking_names(&wait.name);
            self.fns
                .push(renamed(&taken, &blocking, None, output.clone()));
            for name in &[timeout, deadline] {
                let limit = quote!(impl #runtime::core::marker::Sized);
                let output = quote!(#runtime::Result<#output, ()>);
                self.fns.push(renamed(&taken, name, Some(limit), output));
            }
        }
        if !method.is_broken {
            return;
        }
        if wait.within {
            let timer = quote!(impl #runtime::Future);
            let output = quote!(#runtime::core::future::Pending<#runtime::Result<#output, ()>>);
            let name = names::within(&wait.name);
            self.fns.push(renamed(&taken, &name, Some(timer), output));
        }
        let pending = quote!(#runtime::core::future::Pending<#output>);
        let (context, poll) = (
            quote!(&mut #runtime::Context<'_>),
            quote!(#runtime::Poll<#output>),
        );
        self.fns.push(renamed(&taken, &wait.name, None, pending));
        let poll_name = names::poll_name(&wait.name);
        self.fns
            .push(renamed(check, &poll_name, Some(context), poll));
        let can_await = wait.borrows.is_none() && method.generics.params.is_empty();
        if can_await && wait.awaited.is_some() {
            self.awaited = Some(output);
        }
    }
}
