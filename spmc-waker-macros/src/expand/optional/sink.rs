//! The handle as a sink.
//!
//! A sink says that it is ready before it gets the item, but a check needs the item. So the handle has a field for one
//! item, which holds an item that the check does not take at once.

use crate::{
    expand::{attrs, hook, paths, spans, wait::bare_generics, waits::HandleWait},
    model::{Method, Model, SinkError, Wait},
    names,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::Type;

/// The method that takes back the item of a send that was given up.
pub(super) fn unsent(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let (model, method) = (waiting.model, waiting.method);
    let item = waiting.wait.sink_item()?;
    let (runtime, vis) = (&model.runtime, waiting.vis());
    let (caller, hidden) = (attrs::caller(method), attrs::hidden(method));
    let unsent = &model.names.unsent;
    let name = names::unsent();
    let take = quote!(#runtime::Option::take(&mut self.#unsent));
    let body = if waiting.handle.is_many() {
        let (path, inner) = (paths::inner_path(model, waiting.handle), &model.names.inner);
        let (number, chosen) = (waiting.number(), waiting.is_chosen());
        // End the wait, so that a wake of one goes to another task.
        quote! {
            let #unsent = #take;
            if #runtime::Option::is_some(&#unsent) {
                #path::end_wait::<#number, #chosen>(&mut self.#inner);
            }
            #unsent
        }
    } else {
        take
    };
    Some(quote! {
        /// Takes back the item that the sink has accepted and not sent yet: what a `send` leaves behind
        /// that is given up. Without this, the next poll of the sink sends it.
        #caller
        #hidden
        #[inline]
        #vis fn #name(&mut self) -> #runtime::Option<#item> {
            #body
        }
    })
}

pub(super) fn items(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let item = wait.sink_item()?;
    let runtime = &model.runtime;
    let error = error(model, method, wait)?;
    // The same span as the future's output, so that rustc reports an error in both once.
    let span = spans::result_span(model, method);
    let error_type = quote_spanned!(span=> type Error = #error;);
    let generics = bare_generics(waiting);
    let handle = waiting.handle;
    let ty = paths::handle_type(model, handle);
    let result = quote!(#runtime::Result<(), #error>);
    // The variable has the name of the check's argument.
    let taken = spans::made_up(&wait.once().first()?.ident, Span::call_site());
    let ready = poll_ready(model, wait, &taken, &result);
    let send = start_send(model, method, (&taken, item), &result);
    let ends = flush_and_close(waiting, &result);
    let (name, members) = (quote!(Sink<#item>), quote!(#error_type #ready #send #ends));
    let span = spans::at(handle.ident.span());
    let sink = spans::implement(model, span, &name, (&ty, &generics), &members);
    let caller = attrs::caller(method);
    Some(quote!(#caller #sink))
}

/// The error of the sink.
fn error(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> Option<TokenStream> {
    let error = match wait.sink_error()? {
        SinkError::Written(error) => error.to_token_stream(),
        SinkError::Of(result) => {
            let span = spans::result_span(model, method);
            let runtime = spans::runtime_at(model, span);
            quote_spanned!(span=> <#result as #runtime::SinkResult>::Error)
        }
    };
    Some(error)
}

/// Polls until the item that the handle keeps is taken.
fn poll_ready(model: &Model<'_>, wait: &Wait, taken: &Ident, result: &TokenStream) -> TokenStream {
    let (runtime, names) = (&model.runtime, model.names);
    let (this, poll) = (&names.this, &names.poll);
    let (unsent, cx) = (&names.unsent, &names.cx);
    let poll_name = names::poll_name(&wait.name);
    quote! {
        #[inline]
        fn poll_ready(
            self: #runtime::Pin<&mut Self>,
            #cx: &mut #runtime::Context<'_>,
        ) -> #runtime::Poll<#result> {
            let #this = #runtime::Pin::get_mut(self);
            if #runtime::Option::is_none(&#this.#unsent) {
                return #runtime::Poll::Ready(#runtime::Result::Ok(()));
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
    }
}

/// Checks once. Keeps an item that the check does not take.
fn start_send(
    model: &Model<'_>,
    method: &Method<'_>,
    (taken, item): (&Ident, &Type),
    result: &TokenStream,
) -> TokenStream {
    let (runtime, names, check) = (&model.runtime, model.names, &method.name);
    let (this, poll) = (&names.this, &names.poll);
    let unsent = &names.unsent;
    quote! {
        #[inline]
        fn start_send(self: #runtime::Pin<&mut Self>, #taken: #item) -> #result {
            let #this = #runtime::Pin::get_mut(self);
            #runtime::core::assert!(
                #runtime::Option::is_none(&#this.#unsent),
                "`start_send` without `poll_ready`: the last item has not been taken yet"
            );
            let mut #taken = #runtime::Option::Some(#taken);
            match #runtime::Readiness::into_poll(Self::#check(#this, &mut #taken)) {
                #runtime::Poll::Ready(#poll) => {
                    #runtime::drop(#taken);
                    #poll
                }
                #runtime::Poll::Pending => {
                    #this.#unsent = #taken;
                    #runtime::Result::Ok(())
                }
            }
        }
    }
}

fn flush_and_close(waiting: &HandleWait<'_, '_>, result: &TokenStream) -> TokenStream {
    let model = waiting.model;
    let path = paths::inner_path(model, waiting.handle);
    let (runtime, names) = (&model.runtime, model.names);
    let (poll, cx) = (&names.poll, &names.cx);
    let (this, inner) = (&names.this, &names.inner);
    let close = match hook::of_fields(model, waiting.id, &quote!(#this)) {
        None => quote!(close(&mut #this.#inner)),
        Some(hook) => quote!(close_by(&mut #this.#inner, #hook)),
    };
    let ok = quote!(#runtime::Poll::Ready(#runtime::Result::Ok(())));
    quote! {
        #[inline]
        fn poll_flush(
            self: #runtime::Pin<&mut Self>,
            #cx: &mut #runtime::Context<'_>,
        ) -> #runtime::Poll<#result> {
            #runtime::Sink::poll_ready(self, #cx)
        }

        fn poll_close(
            mut self: #runtime::Pin<&mut Self>,
            #cx: &mut #runtime::Context<'_>,
        ) -> #runtime::Poll<#result> {
            let #poll = #runtime::Sink::poll_ready(#runtime::Pin::as_mut(&mut self), #cx);
            if #runtime::core::matches!(#poll, #ok) {
                let #this = #runtime::Pin::get_mut(self);
                #path::#close;
            }
            #poll
        }
    }
}
