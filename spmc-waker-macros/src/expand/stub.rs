//! Stubs: methods that are generated although there is an error, so that their callers are no errors.

use super::{future::members_at, paths, spans};
use crate::{
    model::{Handle, Model, narrower},
    recover::Stub,
    syntax::cfgs,
    tokens::each,
};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

/// The methods of a stub.
pub(super) fn methods(stub: &Stub<'_>, handle: &Handle) -> TokenStream {
    let (cfgs, vis) = (cfgs(stub.attrs), narrower(stub.vis, &handle.vis));
    each(
        &stub.fns,
        &|sig| quote!(#cfgs #[doc(hidden)] #vis #sig { loop {} }),
    )
}

/// The handle as a future, if the stub can be awaited.
pub(super) fn awaited(model: &Model<'_>, stub: &Stub<'_>) -> Option<TokenStream> {
    let (handle, output) = (&model.handles[stub.handle], stub.awaited.as_ref()?);
    handle.waiter()?;
    let cfgs = cfgs(stub.attrs);
    let (ty, generics) = (paths::handle_type(model, handle), model.handle_generics());
    let (of, span) = ((&ty, &generics), Span::call_site());
    let members = members_at(model, span, output, &format_ident!("_"), &quote!(loop {}));
    let future = spans::implement(model, span, &quote!(Future), of, &members);
    Some(quote!(#cfgs #future))
}
