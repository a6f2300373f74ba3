//! Tokens from a model. Cannot fail: what cannot be expanded is not in the model.

mod attrs;
mod condition;
mod future;
mod notifier;
mod waiter;

use crate::{
    method::{Method, Role, Wait},
    model::{Form, Model},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Visibility};

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let checks = checks(model);
    let mut items = condition::items(model);
    items.extend(notifier::items(model));
    items.extend(waiter::items(model, &checks));
    items.extend(checks.iter().flat_map(|check| future::items(model, check)));
    let cfgs = &model.cfgs;
    items.iter().map(|item| quote!(#(#cfgs)* #item)).collect()
}

/// A wait together with its check, whichever form the check has.
struct Check<'a> {
    wait: &'a Wait,
    vis: &'a Visibility,
    attrs: &'a [Attribute],
    /// Nothing for the closure of the short form.
    method: Option<&'a Method<'a>>,
}

fn checks<'a>(model: &'a Model<'_>) -> Vec<Check<'a>> {
    match &model.form {
        Form::Struct(until) => until
            .iter()
            .map(|until| Check {
                wait: &until.wait,
                vis: &model.waiter.vis,
                attrs: &[],
                method: None,
            })
            .collect(),
        Form::Impl { methods, .. } => methods
            .iter()
            .filter_map(|method| {
                let Role::Wait(wait) = &method.role else {
                    return None;
                };
                let vis = crate::model::narrower(method.vis, &model.waiter.vis);
                Some(Check {
                    wait,
                    vis,
                    attrs: method.attrs,
                    method: Some(method),
                })
            })
            .collect(),
    }
}

/// A call of the user's method, on the condition itself.
fn call(
    model: &Model<'_>,
    method: &Method<'_>,
    condition: &TokenStream,
    args: &[TokenStream],
) -> TokenStream {
    let (ty, name) = (&model.condition_ty, &method.sig.ident);
    let turbofish = crate::signature::turbofish(&method.sig.generics);
    quote!(<#ty>::#name #turbofish(#condition #(, #args)*))
}

/// `Debug` that needs none of the condition.
fn debug(model: &Model<'_>, name: &str, ty: &TokenStream, generics: &syn::Generics) -> TokenStream {
    let runtime = &model.runtime;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::core::fmt::Debug for #ty #where_clause {
            fn fmt(&self, f: &mut #runtime::core::fmt::Formatter<'_>) -> #runtime::core::fmt::Result {
                #runtime::core::fmt::Formatter::debug_struct(f, #name).finish_non_exhaustive()
            }
        }
    }
}
