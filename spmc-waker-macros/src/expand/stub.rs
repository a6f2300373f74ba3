//! Methods that a handle has in name only: there is an error already.

use super::paths;
use crate::{
    model::{Handle, Model, narrower},
    recover::Stub,
    syntax::cfgs,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
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
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let ty = paths::handle_type(model, handle);
    let cfgs = cfgs(stub.attrs);
    let implement = |name: TokenStream, members: TokenStream| {
        quote! {
            #cfgs
            #[automatically_derived]
            impl #impl_generics #runtime::#name for #ty #where_clause {
                #members
            }
        }
    };
    let polled = |name: &str, result: &TokenStream| {
        let name = Ident::new(name, Span::call_site());
        quote! {
            fn #name(
                self: #runtime::Pin<&mut Self>,
                _: &mut #runtime::Context<'_>,
            ) -> #runtime::Poll<#result> {
                loop {}
            }
        }
    };
    let future = stub.awaited.iter().map(|output| {
        let poll = polled("poll", output);
        implement(quote!(Future), quote!(type Output = #output; #poll))
    });
    let stream = stub.stream.iter().map(|item| {
        let poll = polled("poll_next", &quote!(#runtime::Option<#item>));
        implement(quote!(Stream), quote!(type Item = #item; #poll))
    });
    let sink = stub.sink.iter().map(|(item, error)| {
        let result = quote!(#runtime::Result<(), #error>);
        let polls = ["poll_ready", "poll_flush", "poll_close"].map(|name| polled(name, &result));
        let members = quote! {
            type Error = #error;
            #(#polls)*
            fn start_send(self: #runtime::Pin<&mut Self>, _: #item) -> #result {
                loop {}
            }
        };
        implement(quote!(Sink<#item>), members)
    });
    future.chain(stream).chain(sink).collect()
}
