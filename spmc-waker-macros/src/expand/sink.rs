//! The handle as a sink.
//!
//! A sink says that it is ready before it sees the item, which the check does not. So the handle has a
//! place for one item: what the check does not take at once waits there.

use super::{attrs, paths, spans, wait::bare_generics};
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
    let as_ready = |name: TokenStream| {
        quote! {
            #[inline]
            fn #name(
                self: #runtime::Pin<&mut Self>,
                #cx: #context,
            ) -> #runtime::Poll<#result> {
                #runtime::Sink::poll_ready(self, #cx)
            }
        }
    };
    let (flush, close) = (as_ready(quote!(poll_flush)), as_ready(quote!(poll_close)));
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
                    return #runtime::Poll::Ready(#runtime::core::result::Result::Ok(()));
                }
                let mut #taken = #runtime::Option::take(&mut #this.#unsent);
                let #poll = Self::#poll_name(#this, #cx, &mut #taken);
                if #runtime::Poll::is_pending(&#poll) {
                    #this.#unsent = #taken;
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
                    #runtime::Poll::Ready(#poll) => #poll,
                    #runtime::Poll::Pending => {
                        #this.#unsent = #taken;
                        #runtime::core::result::Result::Ok(())
                    }
                }
            }

            #flush

            #close
        },
    );
    Some(quote!(#caller #[automatically_derived] #sink))
}
