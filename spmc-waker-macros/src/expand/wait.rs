//! The methods of a handle that wait and poll.

use super::{
    attrs,
    check::{self, Holds},
    future, paths, spans,
};
use crate::{
    model::{Argument, Method, Model, Wait},
    names,
    syntax::merge,
};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Generics;

/// The method that returns the future.
pub(super) fn expand(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> TokenStream {
    let (vis, runtime) = (future::vis(model, method, wait), &model.runtime);
    let name = &wait.name;
    let ident = model.future_name(wait, method.on[0]);
    let elided = syn::Lifetime::new("'_", proc_macro2::Span::call_site());
    let future_generics = future::generics(model, method, wait, elided);
    let (_, ty_generics, _) = future_generics.split_for_impl();
    let generics = future::method_generics(method, wait);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let params = future::params(wait);
    let values = wait.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.kind {
            Argument::Plain => quote!(#ident,),
            Argument::Once => quote!(#ident: #runtime::Option::Some(#ident),),
            Argument::Field => {
                let span = proc_macro2::Span::call_site().located_at(ident.span());
                quote_spanned!(span=> #ident: &mut self.#ident,)
            }
        }
    });
    let inner = model.names.fresh("inner");
    let marker =
        future::marker(model, method).map(|(name, _)| quote!(#name: #runtime::PhantomData,));
    let attrs = attrs::future(model, method, wait);
    quote! {
        #attrs
        #vis fn #name #impl_generics (&mut self #params) -> #ident #ty_generics #where_clause {
            #ident { #inner: #runtime::Waiter::wait(&mut self.#inner), #(#values)* #marker }
        }
    }
}

pub(super) fn expand_poll(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> TokenStream {
    let (runtime, vis) = (&model.runtime, future::vis(model, method, wait));
    let poll = names::poll_name(&wait.name);
    let output = check::output(model, method, &wait.readiness);
    let poll_type = check::poll_type(model, method, &output);
    let cx = model.names.fresh("cx");
    let right = check::right(model, method);
    let span = spans::result_span(model, method);
    let at_result = spans::runtime_at(model, span);
    let body = match model.armed_number(method) {
        None => {
            let checked = check::closure(model, method, Holds::Argument, false);
            quote_spanned!(span=> #at_result::Wait::poll(&mut #right, #cx, #checked))
        }
        // What is armed stays so until the next poll.
        Some(_) => {
            let checked = check::closure(model, method, Holds::Argument, true);
            quote_spanned!(span=> #at_result::Wait::poll_armed_once(#right, #cx, #checked))
        }
    };
    let cloned = check::cloned(method);
    // A result is bound while arguments are dropped (see `call::bound`).
    let body = match cloned.is_empty() {
        true => body,
        false => {
            let result = model.names.fresh("result");
            quote! {
                let #result = #body;
                #(#runtime::drop(#cloned);)*
                #result
            }
        }
    };
    let attrs = attrs::poll(method);
    let (impl_generics, _, where_clause) = method.generics.split_for_impl();
    let params = method.params.iter().filter(|param| !param.is_field());
    let params = params.map(|param| {
        let (ident, ty) = (&param.ident, &param.ty);
        quote!(, #ident: #ty)
    });
    quote! {
        #attrs
        #vis fn #poll #impl_generics (
            &mut self,
            #cx: &mut #runtime::Context<'_>
            #(#params)*
        ) -> #poll_type #where_clause {
            #body
        }
    }
}

/// The generics of what a handle is by a wait: a future, a stream or a sink. It is so where that wait
/// can be called.
pub(super) fn bare_generics(model: &Model<'_>, method: &Method<'_>) -> Generics {
    let of_wait = Generics {
        where_clause: method.generics.where_clause.clone(),
        ..Generics::default()
    };
    merge(&model.handle_generics(), &of_wait)
}

/// The handle as a future, by its `await` wait.
pub(super) fn awaited(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> Option<TokenStream> {
    wait.awaited.as_ref()?;
    let (runtime, generics) = (&model.runtime, bare_generics(model, method));
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let waiter = paths::waiter_of(model, method);
    let ty = paths::handle_type(model, waiter);
    let poll = names::poll_name(&wait.name);
    let (caller, cx) = (attrs::caller(method), model.names.fresh("cx"));
    let handle = quote!(#runtime::Pin::get_mut(self));
    let span = spans::result_span(model, method);
    let body = quote_spanned!(span=> Self::#poll(#handle, #cx));
    let members = future::members(model, method, wait, &cx, &body);
    let head = quote!(#impl_generics #runtime::Future for #ty #where_clause);
    let item = spans::impl_at_name(&waiter.ident, &head, &members);
    Some(quote!(#caller #[automatically_derived] #item))
}
