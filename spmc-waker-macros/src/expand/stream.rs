//! The handle as a stream.

use super::{Check, attrs, handle_type};
use crate::{
    item::cfgs,
    method::Method,
    model::{Handle, Model},
    names,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Whether a handle is a stream, and remembers in a field whether it has `ended`.
pub(super) fn is_stream(model: &Model<'_>, handle: &Handle) -> bool {
    let mut waits = model.methods().iter().filter_map(Method::wait);
    waits.any(|wait| wait.side == handle.side && wait.stream.is_some())
}

/// `Stream`, and `FusedStream`: once it has ended it does not go on, although the wait may.
pub(super) fn items(model: &Model<'_>, check: &Check<'_>) -> Vec<TokenStream> {
    let Some((_, item)) = &check.wait.stream else {
        return Vec::new();
    };
    let (runtime, generics) = (&model.runtime, model.handle_generics());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let ty = handle_type(model, check.handle);
    let poll_name = names::poll_name(&check.wait.name);
    let [this, cx, poll] = ["this", "cx", "poll"].map(|name| model.names.fresh(name));
    let (caller, cfgs) = (attrs::caller(check.attrs), cfgs(check.attrs));
    let (option, poll_type) = (
        quote!(#runtime::core::option::Option),
        quote!(#runtime::core::task::Poll),
    );
    vec![
        quote! {
            #caller
            #[automatically_derived]
            impl #impl_generics #runtime::Stream for #ty #where_clause {
                type Item = #item;

                #[inline]
                fn poll_next(
                    self: #runtime::core::pin::Pin<&mut Self>,
                    #cx: &mut #runtime::core::task::Context<'_>,
                ) -> #poll_type<#option<#item>> {
                    let #this = #runtime::core::pin::Pin::get_mut(self);
                    if #this.ended {
                        return #poll_type::Ready(#option::None);
                    }
                    let #poll = Self::#poll_name(#this, #cx);
                    #this.ended = #runtime::core::matches!(#poll, #poll_type::Ready(#option::None));
                    #poll
                }
            }
        },
        quote! {
            #cfgs
            #[automatically_derived]
            impl #impl_generics #runtime::FusedStream for #ty #where_clause {
                fn is_terminated(&self) -> bool {
                    self.ended
                }
            }
        },
    ]
}
