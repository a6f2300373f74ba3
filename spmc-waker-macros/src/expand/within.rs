//! The method that waits until a timer ends.

use super::{attrs, budget, check, future, timed_out::timed_out, waits::HandleWait};
use crate::{names, tokens::each};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    if !wait.within {
        return None;
    }
    let (runtime, vis, receiver) = (&model.runtime, waiting.vis(), waiting.receiver());
    let (name, within) = (&wait.name, names::within(&wait.name));
    let (timer, this) = (model.names.fresh("timer"), &model.names.this);
    let generics = future::method_generics(method, wait);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let params = future::params(wait);
    let args = each(&wait.taken(), &|field| {
        let ident = &field.ident;
        quote!(, #ident)
    });
    let output = check::output(model, method, &wait.readiness);
    let (error, unsent) = timed_out(waiting, Some(this));
    let give_up = match unsent {
        None => quote!(|_| ()),
        Some(unsent) => quote!(|#this| #unsent),
    };
    let begin = quote!(Self::#name(self #args));
    let future = |wait: &TokenStream| quote!(#runtime::within(#wait, #timer, #give_up));
    let future = budget::limited_within(waiting, &begin, &future);
    let attrs = attrs::within(waiting);
    Some(quote! {
        #attrs
        #vis async fn #within #impl_generics (
            #receiver,
            #timer: impl #runtime::Future
            #params
        ) -> #runtime::Result<#output, #error> #where_clause {
            #future.await
        }
    })
}
