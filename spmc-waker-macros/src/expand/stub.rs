//! Methods that a handle has in name only: there is an error already.

use super::handle_type;
use crate::{
    item::cfgs,
    model::{Handle, Model, narrower},
    stub::Stub,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The methods of a handle.
pub(super) fn methods(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let stubs = model.stubs().iter();
    let own = stubs.filter(|stub| stub.is_on(handle.side));
    own.map(|stub| {
        let (cfgs, vis) = (cfgs(stub.attrs), narrower(stub.vis, &handle.vis));
        let fns = &stub.fns;
        quote!(#(#cfgs #[doc(hidden)] #vis #fns { loop {} })*)
    })
    .collect()
}

/// The handle as a future.
pub(super) fn default(model: &Model<'_>, handle: &Handle) -> Option<TokenStream> {
    let is_default = |stub: &&Stub<'_>| stub.waits(handle.side) && stub.default.is_some();
    let stub = model.stubs().iter().find(is_default)?;
    let (runtime, generics) = (&model.runtime, model.handle_generics());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (ty, output) = (handle_type(model, handle), &stub.default);
    let cfgs = cfgs(stub.attrs);
    Some(quote! {
        #cfgs
        #[automatically_derived]
        impl #impl_generics #runtime::core::future::Future for #ty #where_clause {
            type Output = #output;

            fn poll(
                self: #runtime::core::pin::Pin<&mut Self>,
                _: &mut #runtime::core::task::Context<'_>,
            ) -> #runtime::core::task::Poll<#output> {
                loop {}
            }
        }
    })
}

/// The way into a pair that there cannot be.
pub(super) fn into_pair(model: &Model<'_>) -> TokenStream {
    let (ty, place) = (&model.condition_ty, &model.place);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let vis = narrower(&model.notifier.vis, &model.waiter.vis);
    let handles = model.handles().map(|handle| handle_type(model, handle));
    quote! {
        impl #impl_generics #ty #where_clause {
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn into_pair<#place>(self) -> (#(#handles),*) {
                loop {}
            }
        }
    }
}
