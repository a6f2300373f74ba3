//! The methods that block the thread: without a limit, for a duration, or until an instant.

use crate::expand::{
    attrs,
    check::{self, Holds},
    future,
    timed_out::timed_out,
    waits::HandleWait,
};
use crate::names;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn expand(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    wait.blocking.as_ref()?;
    let (runtime, names) = (&model.runtime, model.names);
    let [blocking, timeout, deadline] = names::blocking_names(&wait.name);
    let shown = waiting.shown();
    let (error, unsent) = timed_out(waiting, None);
    let output = check::output(model, method, &wait.readiness);
    let timed = quote!(#runtime::Result<#output, #error>);
    let gives_back = attrs::gives_back(wait);
    let limited = |limit: &str| {
        format!(
            "Blocks the thread until [`{shown}`](Self::{shown}) is ready, or {limit}.{gives_back}"
        )
    };
    let parts = Parts { waiting, unsent };
    let forever = parts.expand(
        &blocking,
        &format!("Blocks the thread until [`{shown}`](Self::{shown}) is ready."),
        &quote!(block_until_ready),
        None,
        &output,
    );
    let timeout = parts.expand(
        &timeout,
        &limited("for this long at most"),
        &quote!(block_timeout),
        Some((names.fresh("timeout"), quote!(#runtime::Duration))),
        &timed,
    );
    let deadline = parts.expand(
        &deadline,
        &limited("until this instant"),
        &quote!(block_deadline),
        Some((names.fresh("deadline"), quote!(#runtime::Instant))),
        &timed,
    );
    Some(quote!(#forever #timeout #deadline))
}

/// What the three methods have in common.
struct Parts<'w, 'm, 'a> {
    waiting: &'w HandleWait<'m, 'a>,
    /// The item that is returned if the time is over.
    unsent: Option<TokenStream>,
}

impl Parts<'_, '_, '_> {
    fn expand(
        &self,
        name: &Ident,
        doc: &str,
        block: &TokenStream,
        limit: Option<(Ident, TokenStream)>,
        output: &TokenStream,
    ) -> TokenStream {
        let waiting = self.waiting;
        let (method, wait) = (waiting.method, waiting.wait);
        let (vis, runtime) = (waiting.vis(), &waiting.model.runtime);
        let generics = future::method_generics(method, wait);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let params = future::params(wait);
        let checked = check::closure(waiting, Holds::Local, true);
        let (begin, receiver) = (waiting.begin(), waiting.receiver());
        let attrs = attrs::blocking(method, doc);
        let (passed, taken) = match &limit {
            Some((limit, ty)) => (quote!(#limit,), quote!(, #limit: #ty)),
            None => (quote!(), quote!()),
        };
        let blocks = quote!(#runtime::Blocking::#block(#begin, #passed #checked));
        let blocks = self.dropping(&blocks, limit.is_some());
        quote! {
            #attrs
            #vis fn #name #impl_generics (
                #receiver
                #taken
                #params
            ) -> #output #where_clause {
                #blocks
            }
        }
    }

    /// Binds the result while the wait's arguments are dropped (see `call::bound`).
    fn dropping(&self, blocks: &TokenStream, is_limited: bool) -> TokenStream {
        let model = self.waiting.model;
        let runtime = &model.runtime;
        let mut once = Vec::new();
        for field in &self.waiting.wait.once() {
            once.push(&field.ident);
        }
        let drops = check::drop_cloned(model, self.waiting.method);
        if once.is_empty() && drops.is_empty() {
            return blocks.clone();
        }
        let result = &model.names.result;
        let end = match self.unsent.as_ref().filter(|_| is_limited) {
            None => quote!(#(#runtime::drop(#once);)* #result),
            Some(unsent) => quote! {
                match #result {
                    #runtime::Result::Ok(#result) => {
                        #(#runtime::drop(#once);)*
                        #runtime::Result::Ok(#result)
                    }
                    #runtime::Result::Err(_) => {
                        #runtime::Result::Err(#runtime::TimedOut(#unsent))
                    }
                }
            },
        };
        quote! {
            #(let mut #once = #runtime::Option::Some(#once);)*
            let #result = #blocks;
            #drops
            #end
        }
    }
}
