//! The handle as a sink.
//!
//! A sink says that it is ready before it sees the item, which the check does not. So the handle has a
//! field for one item: what the check does not take at once waits there.

use super::{attrs, future, paths, spans, wait::bare_generics};
use crate::{
    model::{Method, Model, SinkError, Wait},
    names::{self, Generated},
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::Type;

/// What a wait takes as a sink, if it is one.
pub(super) fn item(wait: &Wait) -> Option<&Type> {
    wait.sink.as_ref()?;
    wait.once().next().map(|field| &field.ty)
}

/// The method that takes back the item of a send that was given up.
pub(super) fn unsent(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> Option<TokenStream> {
    let item = item(wait)?;
    let (runtime, vis) = (&model.runtime, future::vis(model, method, wait));
    let (caller, unsent) = (attrs::caller(method), model.names.fresh("unsent"));
    let name = names::unsent();
    Some(quote! {
        /// Takes back the item that the sink has accepted and not sent yet: what a `send` leaves behind
        /// that is given up. Without this, the next poll of the sink sends it.
        #caller
        #[inline]
        #vis fn #name(&mut self) -> #runtime::Option<#item> {
            #runtime::Option::take(&mut self.#unsent)
        }
    })
}

pub(super) fn items(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> Option<TokenStream> {
    let item = item(wait)?;
    let (runtime, generics, names) = (&model.runtime, bare_generics(model, method), model.names);
    let span = spans::result_span(model, method);
    let error = match wait.sink_error()? {
        SinkError::Written(error) => error.to_token_stream(),
        SinkError::Of(result) => {
            let runtime = spans::runtime_at(model, span);
            quote_spanned!(span=> <#result as #runtime::SinkResult>::Error)
        }
    };
    // Where the future has its output: what is wrong with both is said once.
    let error_type = quote_spanned!(span=> type Error = #error;);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let handle = paths::waiter_of(model, method);
    let ty = paths::handle_type(model, handle);
    let (check, poll_name) = (&method.name, names::poll_name(&wait.name));
    let (this, poll, unsent) = (
        names.local("this"),
        names.local("poll"),
        names.fresh("unsent"),
    );
    let (taken, cx) = (
        names.param(Generated::Item),
        names.param(Generated::Context),
    );
    let caller = attrs::caller(method);
    let context = quote!(&mut #runtime::Context<'_>);
    let result = quote!(#runtime::Result<(), #error>);
    let inner = names.fresh("inner");
    let (ok, ready) = (
        quote!(#runtime::core::result::Result::Ok(())),
        quote!(#runtime::Poll::Ready),
    );
    let sink = spans::impl_at_name(
        &handle.ident,
        &quote!(#impl_generics #runtime::Sink<#item> for #ty #where_clause),
        &quote! {
            #error_type

            #[inline]
            fn poll_ready(
                self: #runtime::Pin<&mut Self>,
                #cx: #context,
            ) -> #runtime::Poll<#result> {
                let #this = #runtime::Pin::get_mut(self);
                if #runtime::Option::is_none(&#this.#unsent) {
                    return #ready(#ok);
                }
                let mut #taken = #runtime::Option::take(&mut #this.#unsent);
                let #poll = Self::#poll_name(#this, #cx, &mut #taken);
                if #runtime::Poll::is_pending(&#poll) {
                    #this.#unsent = #taken;
                } else {
                    #runtime::drop(#taken);
                }
                #poll
            }

            #[inline]
            fn start_send(self: #runtime::Pin<&mut Self>, #taken: #item) -> #result {
                let #this = #runtime::Pin::get_mut(self);
                #runtime::core::assert!(
                    #runtime::Option::is_none(&#this.#unsent),
                    "`start_send` without `poll_ready`: the last item has not been taken yet"
                );
                let mut #taken = #runtime::Option::Some(#taken);
                match #runtime::Readiness::into_poll(Self::#check(#this, &mut #taken)) {
                    #ready(#poll) => {
                        #runtime::drop(#taken);
                        #poll
                    }
                    #runtime::Poll::Pending => {
                        #this.#unsent = #taken;
                        #ok
                    }
                }
            }

            #[inline]
            fn poll_flush(
                self: #runtime::Pin<&mut Self>,
                #cx: #context,
            ) -> #runtime::Poll<#result> {
                #runtime::Sink::poll_ready(self, #cx)
            }

            fn poll_close(
                mut self: #runtime::Pin<&mut Self>,
                #cx: #context,
            ) -> #runtime::Poll<#result> {
                let #poll = #runtime::Sink::poll_ready(#runtime::Pin::as_mut(&mut self), #cx);
                if #runtime::core::matches!(#poll, #ready(#ok)) {
                    #runtime::Waiter::close(&mut #runtime::Pin::get_mut(self).#inner);
                }
                #poll
            }
        },
    );
    Some(quote!(#caller #[automatically_derived] #sink))
}
