//! The notifier.

use super::{attrs, call};
use crate::{
    method::{Method, Role},
    model::{Form, Model, narrower},
};
use proc_macro2::TokenStream;
use quote::quote;

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
                    #change(&self.inner.change())
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
    let sig = &method.sig;
    let vis = narrower(method.vis, &model.notifier.vis);
    let args: Vec<_> = method
        .params
        .iter()
        .map(|param| {
            let ident = &param.ident;
            quote!(#ident)
        })
        .collect();
    let body = match method.role {
        Role::Notify => {
            // A result that borrows from it is an error, which belongs at the result's type.
            let mut change = model.names.fresh("change");
            change.set_span(change.span().located_at(super::result_span(method)));
            let call = call(model, method, &quote!(&*#change), &args);
            quote! {
                let #change = self.inner.change();
                #call
            }
        }
        Role::Shared => call(model, method, &quote!(self.inner.condition()), &args),
        Role::Wait(_) | Role::OnDropNotifier => return None,
    };
    let attrs = attrs::same_shape(
        method.attrs,
        &format!("`{}::{}`", model.condition, sig.ident),
    );
    Some(quote!(#attrs #vis #sig { #body }))
}
