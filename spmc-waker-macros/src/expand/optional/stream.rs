//! The handle as a stream.

use crate::{
    expand::{attrs, paths, spans, wait::bare_generics, waits::HandleWait},
    names,
};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The impls of `Stream` and `FusedStream`. A stream that has ended does not go on, although the wait could.
pub(super) fn items(waiting: &HandleWait<'_, '_>) -> Vec<TokenStream> {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let (Some(_), Some(item)) = (&wait.stream, wait.stream_item()) else {
        return Vec::new();
    };
    let (runtime, generics, names) = (&model.runtime, bare_generics(waiting), model.names);
    let handle = waiting.handle;
    let ty = &paths::handle_type(model, handle);
    let poll_name = names::poll_name(&wait.name);
    let (this, poll, ended) = (&names.this, &names.poll, &names.ended);
    let cx = &names.cx;
    let caller = attrs::caller(method);
    // The same span as the future's output, so that rustc reports an error in both once.
    let item_type = quote_spanned!(spans::result_span(model, method)=> type Item = #item;);
    let end = quote!(#runtime::Poll::Ready(#runtime::Option::None));
    let next = quote! {
        #item_type

        #[inline]
        fn poll_next(
            self: #runtime::Pin<&mut Self>,
            #cx: &mut #runtime::Context<'_>,
        ) -> #runtime::Poll<#runtime::Option<#item>> {
            let #this = #runtime::Pin::get_mut(self);
            if #this.#ended {
                return #end;
            }
            let #poll = Self::#poll_name(#this, #cx);
            #this.#ended = #runtime::is_end(&#poll);
            #poll
        }
    };
    let is_terminated = quote! {
        fn is_terminated(&self) -> #runtime::bool {
            self.#ended
        }
    };
    let (ty, span) = ((ty, &generics), spans::at(handle.ident.span()));
    let stream = spans::implement(model, span, &quote!(Stream), ty, &next);
    let fused = spans::implement(model, span, &quote!(FusedStream), ty, &is_terminated);
    vec![quote!(#caller #stream), quote!(#caller #fused)]
}
