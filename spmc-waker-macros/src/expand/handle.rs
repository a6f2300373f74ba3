//! A handle: the notifier, a lone waiter, or one of many.

use super::{
    attrs, blocking, check, debug, hook, notify, paths, sink, spans, stub, wait, waits::HandleWait,
};
use crate::{
    features::Features,
    model::{Bare, Field, Handle, HandleId, HandleKind, Method, Model, Role, Wait},
    parse::Storage,
    recover::Stub,
    syntax::cfgs,
    tokens::find_word,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Generics, spanned::Spanned as _};

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
        debug::debug(model, &handle.ident, &ty, &generics),
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
    let waits = own_waits(model, id);
    let is_bare = |wait: &Wait| Bare::ALL.iter().any(|bare| wait.word(*bare).is_some());
    let has_bare_impls = waits.iter().any(|waiting| is_bare(waiting.wait));
    let keeps_item = waits.iter().any(|waiting| waiting.wait.sink.is_some());
    if has_bare_impls && (keeps_item || !handle.fields.is_empty()) {
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
    let fields = handle.fields.iter().map(|field| {
        let (attrs, ident, ty) = (&field.attrs, &field.ident, &field.ty);
        quote!(#(#attrs)* #ident: #ty,)
    });
    let hidden = hidden(model, id);
    let hidden = hidden.iter().map(|(field, _)| field);
    let (inner, inner_ty) = (model.names.fresh("inner"), paths::inner_type(model, id));
    let fields = quote! {
        #(#fields)*
        #(#hidden)*
        #inner: #inner_ty,
    };
    let mut waits = own_waits(model, id).into_iter();
    let is_awaited =
        waits.any(|waiting| waiting.wait.awaited.is_some() || waiting.wait.stream.is_some());
    let attrs = attrs::handle(model, handle, is_awaited);
    let where_clause = generics.where_clause.as_ref();
    let item = spans::struct_at_name(&handle.vis, &handle.ident, generics, where_clause, &fields);
    quote!(#attrs #item)
}

/// The waits of a handle.
pub(super) fn own_waits<'m, 'a>(model: &'m Model<'a>, id: HandleId) -> Vec<HandleWait<'m, 'a>> {
    let waits = model.sound();
    waits
        .filter_map(|method| HandleWait::of(model, method, id))
        .collect()
}

/// The condition under which no method consumes the notifier, so that there may be several. Nothing where
/// there always is such a method.
fn unless_single(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let consuming = model.methods.iter().filter(|method| {
        let last = method.notify().is_some_and(|notify| notify.last.is_some());
        last && method.on.contains(&handle)
    });
    let conditions = consuming.map(|method| {
        let cfgs = method
            .attrs
            .iter()
            .filter(|attr| attr.path().is_ident("cfg"));
        let cfgs: Vec<_> = cfgs
            .filter_map(|cfg| cfg.meta.require_list().ok())
            .map(|list| &list.tokens)
            .collect();
        (!cfgs.is_empty()).then(|| quote!(all(#(#cfgs),*)))
    });
    let conditions = conditions.collect::<Option<Vec<_>>>()?;
    match conditions.is_empty() {
        true => Some(TokenStream::new()),
        false => Some(quote!(#[cfg(not(any(#(#conditions),*)))])),
    }
}

/// Ends the waits, and runs a hook that takes fields, before the fields are dropped.
fn drop(model: &Model<'_>, id: HandleId, ty: &TokenStream, generics: &Generics) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, inner) = (&model.runtime, model.names.fresh("inner"));
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

/// The fields that the user has not written: each as it stands in the struct, and with its first value.
fn hidden(model: &Model<'_>, handle: HandleId) -> Vec<(TokenStream, TokenStream)> {
    let (runtime, names) = (&model.runtime, model.names);
    let mut hidden = Vec::new();
    for HandleWait { method, wait, .. } in own_waits(model, handle) {
        let cfgs = cfgs(method.attrs);
        if wait.stream.is_some() {
            let ended = names.fresh("ended");
            hidden.push((quote!(#cfgs #ended: bool,), quote!(#cfgs #ended: false,)));
        }
        if let Some(item) = sink::item(wait) {
            let (caller, unsent) = (attrs::caller(method), names.fresh("unsent"));
            hidden.push((
                quote!(#caller #unsent: #runtime::Option<#item>,),
                quote!(#cfgs #unsent: #runtime::Option::None,),
            ));
        }
    }
    hidden
}

/// A handle around this, with these arguments for its fields.
pub(super) fn construct(
    model: &Model<'_>,
    id: HandleId,
    inner: &TokenStream,
    argument: impl Fn(&Field) -> Option<Ident>,
) -> TokenStream {
    let handle = &model.handles[id];
    let (ident, name) = (&handle.ident, model.names.fresh("inner"));
    let hidden = hidden(model, id);
    let hidden = hidden.iter().map(|(_, value)| value);
    let fields = handle.fields.iter().map(|field| {
        let name = &field.ident;
        match (&field.value, argument(field)) {
            (Some(value), _) => quote!(#name: #value,),
            // clippy finds `name: name` redundant, where the field comes through a macro.
            (None, Some(argument)) if argument == *name => quote!(#name,),
            (None, Some(argument)) => quote!(#name: #argument,),
            (None, None) => quote!(),
        }
    });
    quote!(#ident { #(#fields)* #(#hidden)* #name: #inner })
}

fn clone(model: &Model<'_>, id: HandleId, ty: &TokenStream, generics: &Generics) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, inner) = (&model.runtime, model.names.fresh("inner"));
    let mut generics = generics.clone();
    // Without a type parameter, a bound would say nothing.
    let is_generic = |field: &&Field| {
        let mut params = model.generics.type_params();
        params
            .any(|param| find_word(field.ty.to_token_stream(), &param.ident.to_string()).is_some())
    };
    for field in handle.fields.iter().filter(is_generic) {
        let ty = &field.ty;
        let runtime = spans::runtime_at(model, ty.span());
        let bound = quote_spanned!(ty.span()=> #ty: #runtime::Clone);
        if let Ok(bound) = syn::parse2(bound) {
            generics.make_where_clause().predicates.push(bound);
        }
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let hidden = hidden(model, id);
    let hidden = hidden.iter().map(|(_, value)| value);
    let another = match handle.is_many() {
        true => quote!(#runtime::Waiters::another(&self.#inner)),
        false => quote!(#runtime::Clone::clone(&self.#inner)),
    };
    let fields = handle.fields.iter().map(|field| {
        let span = Span::call_site().located_at(field.ty.span());
        let (name, runtime) = (&field.ident, spans::runtime_at(model, span));
        let place = quote_spanned!(span=> { &self.#name });
        let clone = quote_spanned!(span=> #runtime::Clone::clone(#place));
        quote!(#name: #clone,)
    });
    let item = spans::impl_at_name(
        &handle.ident,
        &quote!(#impl_generics #runtime::Clone for #ty #where_clause),
        &quote! {
            fn clone(&self) -> Self {
                Self { #(#fields)* #(#hidden)* #inner: #another }
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
    let own = |method: &&Method<'_>| !method.is_broken && method.is_on(id);
    let mut methods = Vec::new();
    for method in model.methods.iter().filter(own) {
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
                    methods.extend(sink::unsent(&waiting));
                }
            }
            Role::OnDrop | Role::Arming(_) => {}
        }
    }
    let own_stubs = stubs.iter().filter(|stub| stub.handle == id);
    methods.extend(own_stubs.map(|stub| stub::methods(stub, handle)));
    if handle.waiter().is_some() {
        let (vis, path, inner) = (
            &handle.vis,
            paths::inner_path(model, handle),
            model.names.fresh("inner"),
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
