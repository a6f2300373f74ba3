//! A handle: the notifier, a lone waiter, or one of many.

use super::{
    attrs, blocking, check,
    clone::{clone, unless_single},
    debug,
    fields::hidden,
    hook, notify, paths, sink, spans, stub, wait,
    waits::{HandleWait, own_waits},
    within,
};
use crate::{
    features::Features,
    model::{Handle, HandleId, HandleKind, Model, Role},
    parse::Storage,
    recover::Stub,
    tokens::each,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Generics;

pub(super) fn items(
    model: &Model<'_>,
    id: HandleId,
    handle: &Handle,
    stubs: &[Stub<'_>],
    features: Features,
) -> Vec<TokenStream> {
    let generics = model.handle_generics();
    let ty = paths::handle_type(model, handle);
    let mut items = vec![
        struct_item(model, id, handle, &generics),
        debug::handle(model, handle, &ty, &generics),
    ];
    let is_cloned = match handle.kind {
        HandleKind::Notifier => true,
        HandleKind::Waiter(_) => false,
        HandleKind::Waiters(_) => model.storage == Storage::Owned,
    };
    if is_cloned {
        let clone = unless_single(model, id).map(|unless| {
            let clone = clone(model, id, &ty, &generics);
            quote!(#unless #clone)
        });
        items.extend(clone);
    }
    if paths::ends_waits_first(model, id) {
        items.push(drop(model, id, &ty, &generics));
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (mut is_bare, mut keeps_item) = (false, false);
    for HandleWait { wait, .. } in &own_waits(model, id) {
        keeps_item |= wait.sink.is_some();
        is_bare |= wait.awaited.is_some() || wait.stream.is_some() || wait.sink.is_some();
    }
    if is_bare && (keeps_item || !handle.fields.is_empty()) {
        let runtime = &model.runtime;
        items.push(quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::Unpin for #ty #where_clause {}
        });
    }
    let methods = methods(model, id, handle, stubs, features);
    let allow = attrs::allow_links_to_private(model);
    let allows = &handle.allows;
    items.push(quote! {
        #[allow(dead_code)]
        #(#allows)*
        #allow
        impl #impl_generics #ty #where_clause {
            #(#methods)*
        }
    });
    items
}

fn struct_item(
    model: &Model<'_>,
    id: HandleId,
    handle: &Handle,
    generics: &Generics,
) -> TokenStream {
    let fields = each(&handle.fields, &|field| {
        let (attrs, ident, ty) = (&field.attrs, &field.ident, &field.ty);
        quote!(#(#attrs)* #ident: #ty,)
    });
    let (hidden, _) = hidden(model, id);
    let (inner, inner_ty) = (&model.names.inner, paths::inner_type(model, id));
    let fields = quote! {
        #fields
        #hidden
        #inner: #inner_ty,
    };
    let mut is_awaited = false;
    for HandleWait { wait, .. } in &own_waits(model, id) {
        is_awaited |= wait.awaited.is_some() || wait.stream.is_some();
    }
    let attrs = attrs::handle(model, handle, is_awaited);
    let where_clause = generics.where_clause.as_ref();
    let item = spans::struct_at_name(&handle.vis, &handle.ident, generics, where_clause, &fields);
    quote!(#attrs #item)
}

/// Ends the waits, and runs a hook that takes fields, before the fields are dropped.
fn drop(model: &Model<'_>, id: HandleId, ty: &TokenStream, generics: &Generics) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, inner) = (&model.runtime, &model.names.inner);
    let end = match hook::of_fields(model, id, &quote!(self)) {
        None => quote!(end_waits(&mut self.#inner)),
        Some(hook) => quote!(end_waits_then(&mut self.#inner, #hook)),
    };
    let path = paths::inner_path(model, handle);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let item = spans::impl_at_name(
        &handle.ident,
        &quote!(#impl_generics #runtime::Drop for #ty #where_clause),
        &quote! {
            fn drop(&mut self) {
                #path::#end;
            }
        },
    );
    quote!(#[automatically_derived] #item)
}

fn methods(
    model: &Model<'_>,
    id: HandleId,
    handle: &Handle,
    stubs: &[Stub<'_>],
    features: Features,
) -> Vec<TokenStream> {
    let mut methods = Vec::new();
    for method in &model.sound() {
        if !method.is_on(id) {
            continue;
        }
        match &method.role {
            Role::Apply => methods.push(notify::by_closure(model, method, handle)),
            Role::Notify(notify) => methods.push(notify::expand(model, method, notify, id)),
            Role::Query(_) => methods.push(check::query(model, method, handle)),
            Role::Wait(_) => {
                methods.push(check::expand(model, method, id));
                if let Some(waiting) = HandleWait::of(model, method, id) {
                    methods.push(wait::expand(&waiting, features));
                    methods.push(wait::expand_poll(&waiting));
                    methods.extend(blocking::expand(&waiting));
                    methods.extend(within::expand(&waiting));
                    methods.extend(sink::unsent(&waiting));
                }
            }
            Role::OnDrop | Role::Arming(_) => {}
        }
    }
    for stub in stubs {
        if stub.handle == id {
            methods.push(stub::methods(stub, handle));
        }
    }
    if handle.waiter().is_some() {
        let (vis, path, inner) = (
            &handle.vis,
            paths::inner_path(model, handle),
            &model.names.inner,
        );
        methods.push(quote! {
            /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
            /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
            /// registered.
            #vis fn unregister(&mut self) -> bool {
                #path::unregister(&mut self.#inner)
            }
        });
    }
    methods
}
