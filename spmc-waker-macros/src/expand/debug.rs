//! `Debug` of handles and futures.

use super::{paths, spans, waits::HandleWait};
use crate::model::{Handle, HandleKind, Model};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Generics;

/// `Debug` of a handle. If the handle waits, it shows where the handle is registered.
pub(super) fn handle(
    model: &Model<'_>,
    handle: &Handle,
    ty: &TokenStream,
    generics: &Generics,
) -> TokenStream {
    let (runtime, inner, name) = (&model.runtime, &model.names.inner, handle.ident.to_string());
    let path = paths::inner_path(model, handle);
    debug(model, &handle.ident, ty, generics, &|f| match handle.kind {
        HandleKind::Notifier => quote!(#runtime::debug(#f, #name)),
        _ => quote!(#path::debug(&self.#inner, #f)),
    })
}

/// `Debug` of a future: whether it is registered, and armed.
pub(super) fn future(
    waiting: &HandleWait<'_, '_>,
    ident: &Ident,
    ty: &TokenStream,
    generics: &Generics,
) -> TokenStream {
    let model = waiting.model;
    let (runtime, inner, name) = (&model.runtime, &model.names.inner, ident.to_string());
    let wait = if waiting.handle.is_many() {
        quote!(SharedWait)
    } else {
        quote!(Wait)
    };
    debug(
        model,
        ident,
        ty,
        generics,
        &|f| quote!(#runtime::#wait::debug(&self.#inner, #f, #name)),
    )
}

/// An impl of `Debug` that does not require the condition to be `Debug`.
fn debug(
    model: &Model<'_>,
    ident: &Ident,
    ty: &TokenStream,
    generics: &Generics,
    body: &dyn Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let runtime = &model.runtime;
    let f = model.names.fresh("f");
    let body = body(&f);
    let fmt = quote! {
        fn fmt(&self, #f: &mut #runtime::Formatter<'_>) -> #runtime::fmt::Result {
            #body
        }
    };
    let span = spans::at(ident.span());
    spans::implement(model, span, &quote!(Debug), (ty, generics), &fmt)
}
