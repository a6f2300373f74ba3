//! The waiter.

use super::{Check, attrs, forward, future};
use crate::{
    method::Role,
    model::{Form, Model},
    names,
};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(model: &Model<'_>, checks: &[Check<'_>]) -> Vec<TokenStream> {
    let Model {
        runtime,
        condition,
        condition_ty,
        generics,
        ..
    } = model;
    let (ident, vis) = (&model.waiter.ident, &model.waiter.vis);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let doc = format!("Waits for a `{condition}`. There is one, and it cannot be cloned.");
    let name = ident.to_string();
    let handle = quote! {
        #[doc = #doc]
        #vis struct #ident #generics #where_clause {
            inner: #runtime::Waiter<#condition_ty>,
        }
    };
    let debug = super::debug(model, &name, &quote!(#ident #ty_generics), generics);
    let waits = checks.iter().map(|check| {
        let once = expand_check(model, check);
        let wait = future::expand_wait(model, check);
        let poll = expand_poll(model, check);
        quote!(#once #wait #poll)
    });
    let shared = model
        .methods()
        .iter()
        .filter(|method| matches!(method.role, Role::Shared));
    let shared = shared.map(|method| forward(model, method, &model.waiter));
    let methods = quote! {
        #[allow(dead_code)]
        impl #impl_generics #ident #ty_generics #where_clause {
            #(#waits)*
            #(#shared)*

            /// Removes the registration that a dropped wait has left. Returns whether there was one.
            #vis fn unregister(&mut self) -> bool {
                self.inner.unregister()
            }
        }
    };
    let mut items = vec![handle, debug, methods];
    items.extend(checks.iter().filter(|check| check.wait.default.is_some()).map(|check| {
        let poll = names::poll_name(&check.wait.name);
        let (caller, cx) = (attrs::caller(check.attrs), model.names.fresh("cx"));
        let body = quote!(#runtime::core::pin::Pin::get_mut(self).#poll(#cx));
        let members = future::members(model, check, &cx, &body);
        quote! {
            #caller
            #[automatically_derived]
            impl #impl_generics #runtime::core::future::Future for #ident #ty_generics #where_clause {
                #members
            }
        }
    }));
    items
}

/// The check itself, which does not wait.
fn expand_check(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    if let Some(method) = check.method {
        return forward(model, method, &model.waiter);
    }
    let Form::Struct(until) = &model.form else {
        unreachable!("only the short form has a check without a method");
    };
    let (runtime, vis, ret) = (&model.runtime, check.vis, &until.ret);
    quote! {
        /// Checks the condition once, and does not wait.
        #[inline]
        #vis fn try_wait(&self) -> #ret {
            #runtime::Until::until(self.inner.condition())
        }
    }
}

fn expand_poll(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let (runtime, vis) = (&model.runtime, check.vis);
    let name = &check.wait.name;
    let (poll, poll_wait) = (names::poll_name(name), check.poll_wait());
    let poll_type = check.poll_type(model, &check.wait.output);
    let cx = model.names.fresh("cx");
    let once = future::check(model, check, future::Holds::Argument);
    let attrs = attrs::other_shape(
        check.attrs,
        &format!("Polls like the future of [`{name}`](Self::{name})."),
        &format!(
            "Polls like the future of [`{name}`](Self::{name}): when pending, the task is woken once \
             it is worth another poll."
        ),
    );
    let (inputs, generics, where_clause) = match check.method {
        Some(method) => {
            let inputs = method.sig.inputs.iter().skip(1);
            (
                quote!(#(, #inputs)*),
                method.sig.generics.clone(),
                method.sig.generics.where_clause.clone(),
            )
        }
        None => Default::default(),
    };
    quote! {
        #attrs
        #vis fn #poll #generics (
            &mut self,
            #cx: &mut #runtime::core::task::Context<'_>
            #inputs
        ) -> #poll_type #where_clause {
            self.inner.#poll_wait(#cx, #once)
        }
    }
}
