//! The condition's traits, and its way into a pair of handles.

use super::attrs;
use crate::{
    markers::Side,
    method::{Method, Role},
    model::{Form, Model, narrower},
};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    let Model {
        runtime,
        condition_ty,
        generics,
        sync,
        cached,
        notifier,
        waiter,
        ..
    } = model;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let hooks = model
        .methods()
        .iter()
        .filter_map(|method| match method.role {
            Role::OnDrop(side) => Some(expand_hook(model, method, side)),
            _ => None,
        });
    let condition = quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Condition for #condition_ty #where_clause {
            type Waker = #runtime::SpmcWaker<#sync, #cached>;
            #(#hooks)*
        }
    };
    let (vis, notifier, waiter) = (
        narrower(&notifier.vis, &waiter.vis),
        &notifier.ident,
        &waiter.ident,
    );
    let (left, right) = (model.names.fresh("notifier"), model.names.fresh("waiter"));
    let into_pair = quote! {
        impl #impl_generics #condition_ty #where_clause {
            /// Splits into a notifier and a waiter that share this condition.
            #[allow(dead_code)]
            #[must_use = "the condition can be reached only through its two handles"]
            #vis fn into_pair(self) -> (#notifier #ty_generics, #waiter #ty_generics) {
                let (#left, #right) = #runtime::pair(self);
                (#notifier { inner: #left }, #waiter { inner: #right })
            }
        }
    };
    let mut items = vec![condition, into_pair];
    if let Form::Struct(until) = &model.form {
        let (pat, ret, body) = (&until.pat, &until.ret, &until.body);
        items.push(quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::Until for #condition_ty #where_clause {
                type Ready = #ret;

                #[inline]
                fn until(&self) -> #ret {
                    let #pat = self;
                    #body
                }
            }
        });
    }
    items
}

fn expand_hook(model: &Model<'_>, hook: &Method<'_>, side: Side) -> TokenStream {
    let (runtime, caller) = (&model.runtime, attrs::caller(hook.attrs));
    let option = quote!(#runtime::core::option::Option);
    let (ty, name) = (&model.condition_ty, &hook.sig.ident);
    let constant = match side {
        Side::Notifier => quote!(ON_NOTIFIER_DROP),
        Side::Waiter => quote!(ON_WAITER_DROP),
    };
    quote! {
        #caller
        const #constant: #option<fn(&Self)> = #option::Some(<#ty>::#name);
    }
}
