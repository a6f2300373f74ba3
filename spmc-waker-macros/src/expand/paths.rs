//! Paths and types in generated code: the runtime, the handles, receivers, and sets of waits.

use crate::{
    model::{Handle, HandleId, HandleKind, Model, Woken},
    parse::Storage,
    tokens::located,
};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

/// How a method takes its handle by reference.
pub(super) fn receiver(is_mut: bool) -> TokenStream {
    if is_mut {
        quote!(&mut self)
    } else {
        quote!(&self)
    }
}

/// The import of the runtime crate's module. Nothing else names the crate, so a wrong path is one error.
pub(super) fn import(model: &Model<'_>) -> TokenStream {
    let (krate, runtime) = (&model.krate, &model.runtime);
    // If the user's path is wrong, rustc reports that at the path.
    let last = krate.clone().into_iter().last();
    let span = last.map_or_else(Span::call_site, |last| {
        Span::call_site().located_at(last.span())
    });
    let runtime = located(&quote!(#runtime), span);
    let private = quote_spanned!(span=> __private);
    quote! {
        use #krate::#private as #runtime;
    }
}

/// The type that a handle wraps.
pub(super) fn inner_type(model: &Model<'_>, id: HandleId) -> TokenStream {
    let (runtime, ty, borrow) = (&model.runtime, &model.ty, &model.borrow);
    let storage = match model.storage {
        Storage::Owned => quote!(#runtime::Owned<#ty>),
        Storage::Borrowed => quote!(&#borrow #runtime::Waitable<#ty>),
    };
    let Some(number) = model.handles[id].waiter() else {
        return quote!(#runtime::Notifier<#storage>);
    };
    let number = Literal::usize_unsuffixed(number);
    let ending = match (ends_waits_first(model, id), may_end_early(model, id)) {
        (false, _) => None,
        (true, false) => Some(quote!(, #runtime::Fielded)),
        (true, true) => Some(quote!(, #runtime::Closable)),
    };
    if model.handles[id].is_many() {
        let waits = Literal::usize_unsuffixed(model.waits_of(id).count_ones() as usize);
        return quote!(#runtime::Waiters<#storage, #number, #waits #ending>);
    }
    quote!(#runtime::Waiter<#storage, #number #ending>)
}

/// Whether the handle has fields, so that it must end its waits before it drops them.
pub(super) fn ends_waits_first(model: &Model<'_>, id: HandleId) -> bool {
    let handle = &model.handles[id];
    handle.waiter().is_some() && (!handle.fields.is_empty() || model.is_sink(id))
}

/// Whether the handle may end before it is dropped: by a `#[notify(last)]` method, or as a sink that is closed.
fn may_end_early(model: &Model<'_>, id: HandleId) -> bool {
    let mut methods = model.methods.iter();
    let is_taken = methods.any(|method| {
        let is_last = method.notify().is_some_and(|notify| notify.last.is_some());
        is_last && !method.is_broken && method.is_on(id)
    });
    is_taken || model.is_sink(id)
}

/// The path of the runtime's type for a handle, to call its functions.
pub(super) fn inner_path(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let runtime = &model.runtime;
    match handle.kind {
        HandleKind::Notifier => quote!(#runtime::Notifier),
        HandleKind::Waiter(_) => quote!(#runtime::Waiter),
        HandleKind::Waiters(_) => quote!(#runtime::Waiters),
    }
}

/// The runtime's type for the tasks that a change wakes. Defaults are left out.
pub(super) fn wakes(model: &Model<'_>, woken: Woken, is_cold: bool) -> TokenStream {
    let runtime = &model.runtime;
    let (all, one) = (mask(model, woken.all), mask(model, woken.one));
    let last = match (woken.one, is_cold) {
        (0, false) => quote!(),
        (_, false) => quote!(, #one),
        (_, true) => quote!(, #one, true),
    };
    quote!(#runtime::Wakes<#all #last>)
}

/// A set of waits as a constant.
pub(super) fn mask(model: &Model<'_>, bits: u64) -> TokenStream {
    let width = model.waits.len();
    let literal: TokenStream = format!("0b{bits:0width$b}").parse().unwrap_or_default();
    literal
}

/// A handle's type, as in its own impls.
pub(super) fn handle_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (ident, generics) = (&handle.ident, model.handle_generics());
    let (_, ty_generics, _) = generics.split_for_impl();
    quote!(#ident #ty_generics)
}
