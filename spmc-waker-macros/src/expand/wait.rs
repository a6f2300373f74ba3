//! The methods of a handle that wait and poll.

use super::{
    attrs, budget, call,
    check::{self, Holds},
    future, paths, poll, spans,
    waits::HandleWait,
};
use crate::{features::Features, model::Argument, names, syntax::merge, tokens::each};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Generics;

/// The method that returns the future.
pub(super) fn expand(waiting: &HandleWait<'_, '_>, features: Features) -> TokenStream {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let (vis, runtime, name) = (waiting.vis(), &model.runtime, &wait.name);
    let (ident, receiver) = (waiting.future(), waiting.receiver());
    let elided = syn::Lifetime::new("'_", Span::call_site());
    let future_generics = future::generics(waiting, Some(elided));
    let (_, ty_generics, _) = future_generics.split_for_impl();
    let generics = future::method_generics(method, wait);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let params = future::params(wait);
    let values = each(&wait.fields, &|field| {
        let ident = &field.ident;
        let span = spans::at(ident.span());
        match field.kind {
            Argument::Plain => quote!(#ident,),
            Argument::Once => quote!(#ident: #runtime::Option::Some(#ident),),
            Argument::Field { is_mut: true } => {
                quote_spanned!(span=> #ident: &mut self.#ident,)
            }
            Argument::Field { is_mut: false } => quote_spanned!(span=> #ident: &self.#ident,),
        }
    });
    let (inner, begin) = (&model.names.inner, waiting.begin_inferred());
    let marker =
        future::marker(model, method).map(|(name, _)| quote!(#name: #runtime::PhantomData,));
    let ended = features.stream.then(|| {
        let ended = &model.names.ended;
        quote!(#ended: false,)
    });
    let budget =
        budget::field(waiting).map(|field| quote!(#field: #runtime::Option::Some(&self.#field),));
    let attrs = attrs::future(waiting);
    quote! {
        #attrs
        #vis fn #name #impl_generics (#receiver #params) -> #ident #ty_generics #where_clause {
            #ident { #inner: #begin, #budget #values #marker #ended }
        }
    }
}

pub(super) fn expand_poll(waiting: &HandleWait<'_, '_>) -> TokenStream {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let (runtime, vis) = (&model.runtime, waiting.vis());
    let name = names::poll_name(&wait.name);
    let output = check::output(model, method, &wait.readiness);
    let poll_type = check::poll_type(model, spans::result_span(model, method), &output);
    let cx = &model.names.cx;
    let arms = waiting.armed().is_some();
    let checked = check::closure(waiting, Holds::Argument, arms);
    let body = poll::handle(waiting, cx, &checked);
    let body = budget::limited(waiting, &quote!(&self), cx, body);
    let drops = check::drop_cloned(model, method);
    // Bind the result while arguments are dropped (see `call::bound`).
    let body = if drops.is_empty() {
        body
    } else {
        let result = &model.names.result;
        quote! {
            let #result = #body;
            #drops
            #result
        }
    };
    let attrs = attrs::poll(waiting);
    let (impl_generics, _, where_clause) = method.generics.split_for_impl();
    let params = call::params(method);
    quote! {
        #attrs
        #vis fn #name #impl_generics (
            &mut self,
            #cx: &mut #runtime::Context<'_>
            #params
        ) -> #poll_type #where_clause {
            #body
        }
    }
}

/// The generics of the impl that makes a handle a future, a stream or a sink. It has the bounds under which the wait
/// can be called.
pub(super) fn bare_generics(waiting: &HandleWait<'_, '_>) -> Generics {
    let of_wait = Generics {
        where_clause: waiting.method.generics.where_clause.clone(),
        ..Generics::default()
    };
    merge(&waiting.model.handle_generics(), &of_wait)
}

/// The handle as a future, by its `await` wait.
pub(super) fn awaited(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    wait.awaited.as_ref()?;
    let (runtime, generics) = (&model.runtime, bare_generics(waiting));
    let ty = paths::handle_type(model, waiting.handle);
    let poll = names::poll_name(&wait.name);
    let (caller, cx) = (attrs::caller(method), &model.names.cx);
    let handle = quote!(#runtime::Pin::get_mut(self));
    let span = spans::result_span(model, method);
    let body = quote_spanned!(span=> Self::#poll(#handle, #cx));
    let members = future::members(waiting, cx, &body);
    let span = spans::at(waiting.handle.ident.span());
    let item = spans::implement(model, span, &quote!(Future), (&ty, &generics), &members);
    Some(quote!(#caller #item))
}
