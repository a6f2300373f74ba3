//! Tokens from a model. Cannot fail: what cannot be expanded is marked as broken, and left out.
//!
//! Expansions name the runtime crate once, in an import. All else they name through that, so that
//! nothing in scope can take its place.

mod attrs;
mod blocking;
mod call;
mod check;
mod condition;
mod construct;
mod copies;
mod docs;
mod future;
mod handle;
mod notify;
mod sink;
mod stream;
mod stub;
mod wait;

use crate::{
    model::{Handle, HandleKind, Method, Model, Wait},
    names::Generated,
    parse::Storage,
    recover::stubs,
    tokens::located,
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Generics;

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let stubs = stubs(model);
    let mut items = condition::items(model);
    items.extend(construct::items(model));
    for (index, handle) in model.handles.iter().enumerate() {
        items.extend(handle::items(model, index, handle, &stubs));
    }
    for (method, wait) in sound_waits(model) {
        items.extend(future::items(model, method, wait));
        items.extend(wait::awaited(model, method, wait));
        items.extend(stream::items(model, method, wait));
        items.extend(sink::items(model, method, wait));
    }
    items.extend(stubs.iter().flat_map(|stub| stub::bare(model, stub)));
    let (cfgs, allows) = (&model.cfgs, &model.allows);
    let import = import(model);
    items
        .iter()
        .map(|item| quote!(#cfgs #(#allows)* #item))
        .fold(quote!(#cfgs #import), |mut all, item| {
            all.extend(item);
            all
        })
}

/// The one place that names the runtime crate: if it is not where it should be, that is one error.
fn import(model: &Model<'_>) -> TokenStream {
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
fn sound_waits<'m, 'a>(model: &'m Model<'a>) -> impl Iterator<Item = (&'m Method<'a>, &'m Wait)> {
    model
        .waits()
        .filter(|(method, _)| !method.is_broken && !method.on.is_empty())
}

/// The handle that waits by this.
fn waiter_of<'m>(model: &'m Model<'_>, method: &Method<'_>) -> &'m Handle {
    &model.handles[method.on[0]]
}

/// What a handle wraps.
fn inner_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, borrow) = (&model.runtime, &model.ty, &model.borrow);
    let storage = match model.storage {
        Storage::Owned => quote!(#runtime::Owned<#ty>),
        Storage::Borrowed => quote!(&#borrow #runtime::Waitable<#ty>),
    };
    match handle.kind {
        HandleKind::Notifier => quote!(#runtime::Notifier<#storage>),
        HandleKind::Waiter(number) => {
            let number = Literal::usize_unsuffixed(number);
            quote!(#runtime::Waiter<#storage, #number>)
        }
    }
}

/// The runtime's type for a handle, as what its functions are called on.
fn inner_path(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let runtime = &model.runtime;
    match handle.kind {
        HandleKind::Notifier => quote!(#runtime::Notifier),
        HandleKind::Waiter(_) => quote!(#runtime::Waiter),
    }
}

/// A set of waiters.
fn waiters(model: &Model<'_>, bits: u64) -> TokenStream {
    let width = model.waiters().count();
    let literal: TokenStream = format!("0b{bits:0width$b}").parse().unwrap_or_default();
    literal
}

/// A handle's type as its own methods and traits name it.
fn handle_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (ident, generics) = (&handle.ident, model.handle_generics());
    let (_, ty_generics, _) = generics.split_for_impl();
    quote!(#ident #ty_generics)
}

/// An impl that the user may have written as well. Of two, rustc says that one is too much: at the name
/// of the type, not at the attribute.
fn impl_at_name(ident: &Ident, head: &TokenStream, items: &TokenStream) -> TokenStream {
    let span = Span::call_site().located_at(ident.span());
    quote_spanned!(span=> impl #head { #items })
}

/// `Debug` that needs none of the condition.
fn debug(model: &Model<'_>, ident: &Ident, ty: &TokenStream, generics: &Generics) -> TokenStream {
    let (runtime, name) = (&model.runtime, ident.to_string());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let f = model.names.param(Generated::Formatter);
    let item = impl_at_name(
        ident,
        &quote!(#impl_generics #runtime::Debug for #ty #where_clause),
        &quote! {
            fn fmt(&self, #f: &mut #runtime::Formatter<'_>) -> #runtime::fmt::Result {
                #runtime::debug(#f, #name)
            }
        },
    );
    quote!(#[automatically_derived] #item)
}
