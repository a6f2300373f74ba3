//! How generated code names the runtime, the handles, and sets of waiters.

use crate::{
    model::{Handle, HandleId, HandleKind, Method, Model, Wait, Woken},
    parse::Storage,
    tokens::located,
};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The one place that names the runtime crate: if it is not where it should be, that is one error.
pub(super) fn import(model: &Model<'_>) -> TokenStream {
    let (krate, runtime) = (&model.krate, &model.runtime);
    // Where the path that the user has written leads elsewhere, that is where it is wrong.
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

/// The waits that are not broken.
pub(super) fn sound_waits<'m, 'a>(
    model: &'m Model<'a>,
) -> impl Iterator<Item = (&'m Method<'a>, &'m Wait)> {
    model
        .waiting()
        .filter(|(method, _)| !method.is_broken && !method.on.is_empty())
}

/// The handle that waits by this.
pub(super) fn waiter_of<'m>(model: &'m Model<'_>, method: &Method<'_>) -> &'m Handle {
    &model.handles[method.on[0]]
}

/// What a handle wraps.
pub(super) fn inner_type(model: &Model<'_>, id: HandleId) -> TokenStream {
    let (runtime, ty, borrow) = (&model.runtime, &model.ty, &model.borrow);
    let storage = match model.storage {
        Storage::Owned => quote!(#runtime::Owned<#ty>),
        Storage::Borrowed => quote!(&#borrow #runtime::Waitable<#ty>),
    };
    match model.handles[id].kind {
        HandleKind::Notifier => quote!(#runtime::Notifier<#storage>),
        HandleKind::Waiter(number) | HandleKind::Waiters(number) => {
            let number = Literal::usize_unsuffixed(number);
            let ending = match (ends_waits_first(model, id), may_end_early(model, id)) {
                (false, _) => None,
                (true, false) => Some(quote!(, #runtime::Fielded)),
                (true, true) => Some(quote!(, #runtime::Closable)),
            };
            quote!(#runtime::Waiter<#storage, #number #ending>)
        }
    }
}

/// Whether the handle has fields, before whose drop it ends its waits.
pub(super) fn ends_waits_first(model: &Model<'_>, id: HandleId) -> bool {
    let handle = &model.handles[id];
    handle.waiter().is_some() && (!handle.fields.is_empty() || is_sink(model, id))
}

/// Whether the handle may come to its end before it is dropped: a method takes it, or it is closed.
fn may_end_early(model: &Model<'_>, id: HandleId) -> bool {
    let mut own = model.sound().filter(|method| method.is_on(id));
    let is_taken = own.any(|method| method.notify().is_some_and(|notify| notify.last.is_some()));
    is_taken || is_sink(model, id)
}

fn is_sink(model: &Model<'_>, id: HandleId) -> bool {
    sound_waits(model).any(|(method, wait)| method.is_wait_of(id) && wait.sink.is_some())
}

/// The runtime's type for a handle, as what its functions are called on.
pub(super) fn inner_path(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let runtime = &model.runtime;
    match handle.kind {
        HandleKind::Notifier => quote!(#runtime::Notifier),
        HandleKind::Waiter(_) | HandleKind::Waiters(_) => quote!(#runtime::Waiter),
    }
}

/// The waiters that wait by these, but for the one that wakes: each has one waker.
pub(super) fn waiters_of(model: &Model<'_>, woken: Woken, by: HandleId) -> u64 {
    let own = model.handles[by].waiter();
    let waits = model.named_waits().filter(|(wait, _)| woken.has(*wait));
    let waiters = waits.filter_map(|(_, wait)| model.handles[wait.handle].waiter());
    let others = waiters.filter(|waiter| Some(*waiter) != own);
    others.fold(0, |bits, waiter| bits | 1 << waiter)
}

/// A set of waiters.
pub(super) fn waiters(model: &Model<'_>, bits: u64) -> TokenStream {
    let width = model.handles.waiters().count();
    let literal: TokenStream = format!("0b{bits:0width$b}").parse().unwrap_or_default();
    literal
}

/// A handle's type as its own methods and traits name it.
pub(super) fn handle_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (ident, generics) = (&handle.ident, model.handle_generics());
    let (_, ty_generics, _) = generics.split_for_impl();
    quote!(#ident #ty_generics)
}

/// The wakers that the condition is stored with.
pub(super) fn wakers(model: &Model<'_>) -> TokenStream {
    let (runtime, sync, cached) = (&model.runtime, model.sync, model.cached);
    let count = Literal::usize_unsuffixed(model.handles.waiters().count());
    quote!([#runtime::SpmcWaker<#sync, #cached>; #count])
}
