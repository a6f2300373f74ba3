//! Methods that a handle has in name only: there is an error already.

use super::paths;
use crate::{
    model::{Handle, Model, narrower},
    recover::Stub,
    syntax::cfgs,
    tokens::each,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, Signature};

/// The methods of a handle.
pub(super) fn methods(stub: &Stub<'_>, handle: &Handle) -> TokenStream {
    let (cfgs, vis) = (cfgs(stub.attrs), narrower(stub.vis, &handle.vis));
    each(&stub.fns, &|sig| {
        let sig = unmarked(sig);
        quote!(#cfgs #[doc(hidden)] #vis #sig { loop {} })
    })
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

/// The handle as a future.
pub(super) fn awaited(model: &Model<'_>, stub: &Stub<'_>) -> Option<TokenStream> {
    let (handle, output) = (&model.handles[stub.handle], stub.awaited.as_ref()?);
    handle.waiter()?;
    let (runtime, generics) = (&model.runtime, model.handle_generics());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (ty, cfgs) = (paths::handle_type(model, handle), cfgs(stub.attrs));
    Some(quote! {
        #cfgs
        #[automatically_derived]
        impl #impl_generics #runtime::Future for #ty #where_clause {
            type Output = #output;
            fn poll(
                self: #runtime::Pin<&mut Self>,
                _: &mut #runtime::Context<'_>,
            ) -> #runtime::Poll<#output> {
                loop {}
            }
        }
    })
}
