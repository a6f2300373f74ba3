//! The methods that change the condition and wake.

use super::{args, attrs, call, default_doc};
use crate::{
    markers::Notify,
    method::Method,
    model::{Model, narrower},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{ReturnType, parse_quote};

/// The short form's only method: it takes the change.
pub(super) fn by_closure(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.condition_ty, &model.notifier.vis);
    let (result, change) = (model.names.fresh("R"), model.names.fresh("change"));
    let doc = format!(
        "Changes the condition, and wakes the waiting task once `{change}` returns or unwinds."
    );
    quote! {
        #[doc = #doc]
        #[inline]
        #vis fn notify<#result>(
            &self,
            #change: impl #runtime::core::ops::FnOnce(&#ty) -> #result,
        ) -> #result {
            #change(&self.inner.change::<false>())
        }
    }
}

pub(super) fn expand(model: &Model<'_>, method: &Method<'_>, notify: &Notify) -> TokenStream {
    let (runtime, cold) = (&model.runtime, notify.cold.is_some());
    let vis = narrower(method.vis, &model.handle(notify.side()).vis);
    // A result that borrows from the change is an error, which belongs at the result's type.
    let mut change = model.names.fresh("change");
    change.set_span(change.span().located_at(super::result_span(method)));
    let result = model.names.fresh("result");
    let mut sig = method.sig.clone();
    let end = if let Some(when) = &notify.when {
        let call = call(model, method, &quote!(&*#change), &args(method));
        quote! {
            let #result = #call;
            #runtime::Change::wake_when(#change, &#result, #when);
            #result
        }
    } else if notify.on_drop.is_some() {
        let call = call(
            model,
            method,
            &quote!(self.inner.condition()),
            &args(method),
        );
        if let ReturnType::Type(_, guard) = &mut sig.output {
            let (ty, woken) = (
                &model.condition_ty,
                super::side(model, notify.side().other()),
            );
            **guard = parse_quote!(#runtime::NotifyGuard<'_, #guard, #ty, #woken, #cold>);
        }
        quote! {
            let #result = #call;
            #runtime::NotifyGuard::new(#result, #change)
        }
    } else {
        call(model, method, &quote!(&*#change), &args(method))
    };
    let attrs = attrs::same_shape(method.attrs, &default_doc(model, method));
    quote! {
        #attrs
        #vis #sig {
            let #change = self.inner.change::<#cold>();
            #end
        }
    }
}
