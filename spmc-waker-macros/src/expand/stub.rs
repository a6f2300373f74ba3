//! Methods that a handle has in name only: there is an error already.

use super::handle_type;
use crate::{
    model::{Handle, Model, narrower},
    parse::cfgs,
    recover::Stub,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{FnArg, Signature};

/// The methods of a handle.
pub(super) fn methods(stub: &Stub<'_>, handle: &Handle) -> TokenStream {
    let (cfgs, vis) = (cfgs(stub.attrs), narrower(stub.vis, &handle.vis));
    let fns = stub.fns.iter().map(unmarked);
    quote!(#(#cfgs #[doc(hidden)] #vis #fns { loop {} })*)
}

/// Without attributes on its arguments.
fn unmarked(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            input.attrs.clear();
        }
    }
    sig
}

/// The handle as a future, as a stream, and as a sink.
pub(super) fn bare(model: &Model<'_>, stub: &Stub<'_>) -> Vec<TokenStream> {
    let handle = &model.handles[stub.handle];
    if handle.waiter().is_none() {
        return Vec::new();
    }
    let (runtime, generics) = (&model.runtime, model.handle_generics());
    let impl_token = &model.impl_token;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let ty = handle_type(model, handle);
    let cfgs = cfgs(stub.attrs);
    let polled = |name: TokenStream, result: TokenStream| {
        quote! {
            fn #name(
                self: #runtime::Pin<&mut Self>,
                _: &mut #runtime::Context<'_>,
            ) -> #runtime::Poll<#result> {
                loop {}
            }
        }
    };
    let future = stub.default.iter().map(|output| {
        let poll = polled(quote!(poll), output.clone());
        quote! {
            #cfgs
            #[automatically_derived]
            #impl_token #impl_generics #runtime::Future for #ty #where_clause {
                type Output = #output;

                #poll
            }
        }
    });
    let stream = stub.stream.iter().map(|item| {
        let poll_next = polled(quote!(poll_next), quote!(#runtime::Option<#item>));
        quote! {
            #cfgs
            #[automatically_derived]
            #impl_token #impl_generics #runtime::Stream for #ty #where_clause {
                type Item = #item;

                #poll_next
            }
        }
    });
    let sink = stub.sink.iter().map(|(item, error)| {
        let result = quote!(#runtime::Result<(), #error>);
        let polls = ["poll_ready", "poll_flush", "poll_close"].map(|name| {
            let name = Ident::new(name, Span::call_site());
            polled(name.to_token_stream(), result.clone())
        });
        quote! {
            #cfgs
            #[automatically_derived]
            #impl_token #impl_generics #runtime::Sink<#item> for #ty #where_clause {
                type Error = #error;

                #(#polls)*

                fn start_send(self: #runtime::Pin<&mut Self>, _: #item) -> #result {
                    loop {}
                }
            }
        }
    });
    future.chain(stream).chain(sink).collect()
}
