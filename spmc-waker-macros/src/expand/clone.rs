//! `Clone` of a notifier, or of one of `waiters`.

use super::{fields::hidden, spans};
use crate::{
    model::{Field, HandleId, Model},
    parse::parse_as,
    syntax::{conditions, is_generic},
    tokens::each,
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Generics, spanned::Spanned as _};

/// The `cfg` under which no method consumes the notifier, so that it can be cloned. Returns nothing if some method
/// always does.
pub(super) fn unless_single(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let mut of_methods = TokenStream::new();
    for method in &model.methods {
        let is_last = method.notify().is_some_and(|notify| notify.last.is_some());
        if !is_last || !method.on.contains(&handle) {
            continue;
        }
        let all = conditions(method.attrs);
        if all.is_empty() {
            return None;
        }
        of_methods.extend(quote!(all(#(#all),*),));
    }
    if of_methods.is_empty() {
        Some(of_methods)
    } else {
        Some(quote!(#[cfg(not(any(#of_methods)))]))
    }
}

pub(super) fn clone(
    model: &Model<'_>,
    id: HandleId,
    ty: &TokenStream,
    generics: &Generics,
) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, inner) = (&model.runtime, &model.names.inner);
    let mut generics = generics.clone();
    for Field { ty, .. } in &handle.fields {
        // A bound on a type without parameters would be trivial, which rustc lints.
        if !is_generic(&ty.to_token_stream(), &model.generics) {
            continue;
        }
        let runtime = spans::runtime_at(model, ty.span());
        let bound = quote_spanned!(ty.span()=> #ty: #runtime::Clone);
        if let Some(bound) = parse_as(bound) {
            generics.make_where_clause().predicates.push(bound);
        }
    }
    let (_, hidden) = hidden(model, id);
    let another = if handle.is_many() {
        quote!(#runtime::Waiters::another(&self.#inner))
    } else {
        quote!(#runtime::Clone::clone(&self.#inner))
    };
    let fields = each(&handle.fields, &|field| {
        let span = spans::at(field.ty.span());
        let (name, runtime) = (&field.ident, spans::runtime_at(model, span));
        let place = quote_spanned!(span=> { &self.#name });
        let clone = quote_spanned!(span=> #runtime::Clone::clone(#place));
        quote!(#name: #clone,)
    });
    let clone = quote! {
        fn clone(&self) -> Self {
            Self { #fields #hidden #inner: #another }
        }
    };
    let span = spans::at(handle.ident.span());
    spans::implement(model, span, &quote!(Clone), (ty, &generics), &clone)
}
