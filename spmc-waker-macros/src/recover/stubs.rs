//! Stubs of broken methods, so that the calls of such a method are not errors, too. If its signature is in doubt,
//! there is no stub.

use super::signature::{arguments, has_stub, itself, other, output};
use crate::{
    model::{HandleId, HandleKind, Method, Model},
    names,
    parse::Storage,
    tokens::replace_self,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Visibility, ext::IdentExt as _};

/// Methods without a real body, which a handle has instead of a broken one.
pub(crate) struct Stub<'m> {
    pub(crate) attrs: &'m [Attribute],
    pub(crate) vis: &'m Visibility,
    pub(crate) handle: HandleId,
    /// Its methods, without bodies.
    pub(crate) fns: Vec<TokenStream>,
    /// If the handle itself can be awaited, what that resolves to.
    pub(crate) awaited: Option<TokenStream>,
}

/// Makes the stubs of all handles. None has a name that is taken.
pub(crate) fn stubs<'m>(model: &'m Model<'_>) -> Vec<Stub<'m>> {
    let mut stubs = Vec::new();
    for handle in model.handles.iter() {
        let (mut taken, mut is_future) = taken(model, handle.id);
        for method in &model.methods {
            let Some(mut stub) = stub(method, handle.id, &mut taken, model) else {
                continue;
            };
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
        if let Some(wait) = method.wait_on(handle) {
            is_future |= wait.awaited.is_some();
            for (name, _) in &wait.methods() {
                taken.push(name.unraw());
            }
        }
    }
    (taken, is_future)
}

/// Makes the stub of a method on a handle, if the method is broken or cannot block. It has no methods whose names are taken.
fn stub<'m>(
    method: &'m Method<'_>,
    handle: HandleId,
    taken: &mut Vec<Ident>,
    model: &'m Model<'_>,
) -> Option<Stub<'m>> {
    let is_on = method.is_on(handle) || method.is_on_handles() && method.is_on_any;
    let lacks_blocking = method.wait().is_some_and(|wait| wait.lacks_blocking);
    if !(method.is_broken || lacks_blocking) || !is_on {
        return None;
    }
    let sig = &method.written?.sig;
    if !has_stub(sig) {
        return None;
    }
    let (mut fns, mut awaited) = (Vec::new(), None);
    let self_path = &model.path();
    let mut add = |name: &Ident, tokens: TokenStream| {
        let name = name.unraw();
        if !taken.contains(&name) {
            taken.push(name);
            fns.push(replace_self(tokens, self_path));
        }
    };
    let passed = arguments(sig, false);
    match method.wait() {
        Some(wait) if method.on.contains(&handle) || method.is_on_any => {
            let (runtime, output) = (&model.runtime, output(&wait.readiness, &sig.output));
            let by_value = arguments(sig, true);
            if wait.lacks_blocking || wait.blocking.is_some() {
                let [blocking, timeout, deadline] = names::blocking_names(&wait.name);
                add(&blocking, other(sig, &blocking, &by_value, &output));
                for name in &[timeout, deadline] {
                    let limited = quote!(, _: impl #runtime::core::marker::Sized #by_value);
                    let output = quote!(#runtime::Result<#output, ()>);
                    add(name, other(sig, name, &limited, &output));
                }
            }
            let future = quote!(#runtime::core::future::Pending<#output>);
            add(&wait.name, other(sig, &wait.name, &by_value, &future));
            let poll_name = names::poll_name(&wait.name);
            let passed = quote!(, _: &mut #runtime::Context<'_> #passed);
            let poll = quote!(#runtime::Poll<#output>);
            add(&poll_name, other(sig, &poll_name, &passed, &poll));
            let can_await = wait.borrows.is_none() && method.generics.params.is_empty();
            if can_await && wait.awaited.is_some() {
                awaited = Some(replace_self(output, self_path));
            }
        }
        _ => {}
    }
    // Last, because the wait wins over a check of the same name.
    add(&sig.ident, itself(sig, &passed));
    Some(Stub {
        attrs: method.attrs,
        vis: &method.vis,
        handle,
        fns,
        awaited,
    })
}
