//! Stubs: methods that are generated although there is an error, so that their callers are no errors.

use super::{paths, spans};
use crate::{
    model::{Handle, Model, narrower},
    recover::Stub,
    syntax::cfgs,
    tokens::each,
};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{FnArg, Signature};

/// The methods of a stub.
pub(super) fn methods(stub: &Stub<'_>, handle: &Handle) -> TokenStream {
    let (cfgs, vis) = (cfgs(stub.attrs), narrower(stub.vis, &handle.vis));
    each(&stub.fns, &|sig| {
        let sig = unmarked(sig);
        quote!(#cfgs #[doc(hidden)] #vis #sig { loop {} })
    })
}

/// Removes the attributes of arguments.
fn unmarked(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for input in &mut sig.inputs {
        if let FnArg::Typed(input) = input {
            input.attrs.clear();
        }
    }
    sig
}

/// The handle as a future, if the stub can be awaited.
pub(super) fn awaited(model: &Model<'_>, stub: &Stub<'_>) -> Option<TokenStream> {
    let (handle, output) = (&model.handles[stub.handle], stub.awaited.as_ref()?);
    handle.waiter()?;
    let (runtime, cfgs) = (&model.runtime, cfgs(stub.attrs));
    let (ty, generics) = (paths::handle_type(model, handle), model.handle_generics());
    let members = quote! {
        type Output = #output;
        fn poll(
            self: #runtime::Pin<&mut Self>,
            _: &mut #runtime::Context<'_>,
        ) -> #runtime::Poll<#output> {
            loop {}
        }
    };
    let (of, span) = ((&ty, &generics), Span::call_site());
    let future = spans::implement(model, span, &quote!(Future), of, &members);
    Some(quote!(#cfgs #future))
}
