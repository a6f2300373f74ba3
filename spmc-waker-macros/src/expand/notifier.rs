//! The notifier.

use super::{args, attrs, call, default_doc, forward};
use crate::{
    markers::Notify,
    method::{Method, Role},
    model::{Form, Model, narrower},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{ReturnType, parse_quote};

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    let Model {
        runtime,
        condition,
        condition_ty,
        generics,
        names,
        ..
    } = model;
    let (ident, vis) = (&model.notifier.ident, &model.notifier.vis);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let doc =
        format!("Changes a `{condition}`, and wakes the task that waits for it. Can be cloned.");
    let name = ident.to_string();
    let handle = quote! {
        #[doc = #doc]
        #vis struct #ident #generics #where_clause {
            inner: #runtime::Notifier<#condition_ty>,
        }
    };
    let clone = quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::core::clone::Clone for #ident #ty_generics #where_clause {
            fn clone(&self) -> Self {
                Self { inner: #runtime::core::clone::Clone::clone(&self.inner) }
            }
        }
    };
    let debug = super::debug(model, &name, &quote!(#ident #ty_generics), generics);
    let methods = match &model.form {
        Form::Struct(_) => {
            let (result, change) = (names.fresh("R"), names.fresh("change"));
            let doc = format!(
                "Changes the condition, and wakes the waiting task once `{change}` returns or unwinds."
            );
            vec![quote! {
                #[doc = #doc]
                #[inline]
                #vis fn notify<#result>(
                    &self,
                    #change: impl #runtime::core::ops::FnOnce(&#condition_ty) -> #result,
                ) -> #result {
                    #change(&self.inner.change::<false>())
                }
            }]
        }
        Form::Impl { methods, .. } => methods
            .iter()
            .filter_map(|method| expand_method(model, method))
            .collect(),
    };
    let methods = quote! {
        #[allow(dead_code)]
        impl #impl_generics #ident #ty_generics #where_clause {
            #(#methods)*
        }
    };
    vec![handle, clone, debug, methods]
}

fn expand_method(model: &Model<'_>, method: &Method<'_>) -> Option<TokenStream> {
    match &method.role {
        Role::Notify(notify) => Some(expand_notify(model, method, notify)),
        Role::Shared => Some(forward(model, method, &model.notifier)),
        Role::Wait(_) | Role::OnDrop(_) => None,
    }
}

fn expand_notify(model: &Model<'_>, method: &Method<'_>, notify: &Notify) -> TokenStream {
    let (runtime, cold) = (&model.runtime, notify.cold.is_some());
    let vis = narrower(method.vis, &model.notifier.vis);
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
            let ty = &model.condition_ty;
            **guard = parse_quote!(#runtime::NotifyGuard<'_, #guard, #ty, #cold>);
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
