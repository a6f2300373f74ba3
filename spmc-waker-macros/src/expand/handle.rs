//! A handle: the notifier, a lone waiter, or one of many.

use super::{
    attrs, check,
    clone::{clone, unless_single},
    debug,
    fields::hidden,
    hook, notify, optional, paths, spans, stub, wait,
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
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Generics;

pub(super) fn add_items(
    model: &Model<'_>,
    handle: &Handle,
    stubs: &[Stub<'_>],
    features: Features,
    items: &mut Vec<TokenStream>,
) {
    let (id, generics) = (handle.id, model.handle_generics());
    let ty = paths::handle_type(model, handle);
    items.push(struct_item(model, id, handle, &generics));
    items.push(debug::handle(model, handle, &ty, &generics));
    let is_cloned = match handle.kind {
        HandleKind::Notifier => true,
        HandleKind::Waiter(_) => false,
        HandleKind::Waiters(_) => model.storage == Storage::Owned,
    };
    if let Some(unless) = unless_single(model, id).filter(|_| is_cloned) {
        let clone = clone(model, id, &ty, &generics);
        items.push(quote!(#unless #clone));
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
        let (of, span) = ((&ty, &generics), Span::call_site());
        items.push(spans::implement(model, span, &quote!(Unpin), of, &quote!()));
    }
    let methods = methods(model, id, handle, stubs, features);
    let allow = attrs::allow_links_to_private(model);
    let allows = &handle.allows;
    items.push(quote! {
        #[allow(dead_code)]
        #allows
        #allow
        impl #impl_generics #ty #where_clause {
            #methods
        }
    });
}

fn struct_item(
    model: &Model<'_>,
    id: HandleId,
    handle: &Handle,
    generics: &Generics,
) -> TokenStream {
    let fields = each(&handle.fields, &|field| {
        let (attrs, ident, ty) = (&field.attrs, &field.ident, &field.ty);
        quote!(#attrs #ident: #ty,)
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
    let inner = &model.names.inner;
    let end = match hook::of_fields(model, id, &quote!(self)) {
        None => quote!(end_waits(&mut self.#inner)),
        Some(hook) => quote!(end_waits_then(&mut self.#inner, #hook)),
    };
    let path = paths::inner_path(model, handle);
    let drop = quote! {
        fn drop(&mut self) {
            #path::#end;
        }
    };
    let span = spans::at(handle.ident.span());
    spans::implement(model, span, &quote!(Drop), (ty, generics), &drop)
}

fn methods(
    model: &Model<'_>,
    id: HandleId,
    handle: &Handle,
    stubs: &[Stub<'_>],
    features: Features,
) -> TokenStream {
    let mut methods = TokenStream::new();
    for method in &model.sound() {
        if !method.is_on(id) {
            continue;
        }
        match &method.role {
            Role::Apply => methods.extend(notify::by_closure(model, method, handle)),
            Role::Notify(notify) => methods.extend(notify::expand(model, method, notify, id)),
            Role::Query(_) => methods.extend(check::query(model, method, handle)),
            Role::Wait(_) => {
                methods.extend(check::expand(model, method, id));
                if let Some(waiting) = HandleWait::of(model, method, id) {
                    methods.extend(wait::expand(&waiting, features));
                    methods.extend(wait::expand_poll(&waiting));
                    if let Some(within) = within::expand(&waiting) {
                        methods.extend(within);
                    }
                    optional::add_methods(&waiting, &mut methods);
                }
            }
            Role::OnDrop | Role::Arming(_) => {}
        }
    }
    for stub in stubs {
        if stub.handle == id {
            methods.extend(stub::methods(stub, handle));
        }
    }
    if handle.waiter().is_some() {
        let (vis, path) = (&handle.vis, paths::inner_path(model, handle));
        let (runtime, inner) = (&model.runtime, &model.names.inner);
        methods.extend(quote! {
            /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
            /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
            /// registered.
            #vis fn unregister(&mut self) -> #runtime::bool {
                #path::unregister(&mut self.#inner)
            }
        });
    }
    methods
}
