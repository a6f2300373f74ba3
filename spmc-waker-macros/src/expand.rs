//! Tokens from a model. Cannot fail: what cannot be expanded is not in the model.

mod attrs;
mod condition;
mod future;
mod notifier;
mod waiter;

use crate::{
    method::{Method, Role, Wait},
    model::{Form, Handle, Model, narrower},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, ReturnType, Visibility, spanned::Spanned as _};

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

/// What of a wait rustc may blame for a check whose result is no readiness. It stands at the
/// result's type, all of it: many errors at one place are one.
impl Check<'_> {
    fn span(&self) -> Span {
        self.method.map_or_else(Span::call_site, result_span)
    }

    /// `Poll<output>`
    fn poll_type(&self, model: &Model<'_>, output: &TokenStream) -> TokenStream {
        let span = self.span();
        let runtime = model.runtime.clone().into_iter().map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        });
        let runtime: TokenStream = runtime.collect();
        quote_spanned!(span=> #runtime::core::task::Poll<#output>)
    }

    /// The runtime's method.
    fn poll_wait(&self) -> Ident {
        Ident::new("poll_wait", self.span())
    }
}

fn checks<'a>(model: &'a Model<'_>) -> Vec<Check<'a>> {
    match &model.form {
        Form::Struct(until) => vec![Check {
            wait: &until.wait,
            vis: &model.waiter.vis,
            attrs: &[],
            method: None,
        }],
        Form::Impl { methods, .. } => methods
            .iter()
            .filter_map(|method| {
                let Role::Wait(wait) = &method.role else {
                    return None;
                };
                let vis = narrower(method.vis, &model.waiter.vis);
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
    let path = path(model, method);
    quote_spanned!(result_span(method)=> #path(#condition #(, #args)*))
}

/// The user's method, on the condition itself.
fn path(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let (ty, span) = (&model.condition_ty, result_span(method));
    let turbofish = crate::signature::turbofish(&method.sig.generics);
    let mut name = method.sig.ident.clone();
    name.set_span(name.span().located_at(span));
    quote_spanned!(span=> <#ty>::#name #turbofish)
}

/// The arguments of a call that passes all parameters on.
fn args(method: &Method<'_>) -> Vec<TokenStream> {
    let idents = method.params.iter().map(|param| &param.ident);
    idents.map(|ident| quote!(#ident)).collect()
}

/// A method of a handle that only looks at the condition.
fn forward(model: &Model<'_>, method: &Method<'_>, handle: &Handle) -> TokenStream {
    let (sig, vis) = (&method.sig, narrower(method.vis, &handle.vis));
    let body = call(
        model,
        method,
        &quote!(self.inner.condition()),
        &args(method),
    );
    let attrs = attrs::same_shape(method.attrs, &default_doc(model, method));
    quote!(#attrs #vis #sig { #body })
}

/// Where the user has written nothing.
fn default_doc(model: &Model<'_>, method: &Method<'_>) -> String {
    format!("`{}::{}`", model.condition, method.sig.ident)
}

/// Where an error about a method's result belongs: at its type.
fn result_span(method: &Method<'_>) -> Span {
    match &method.sig.output {
        ReturnType::Type(_, ty) => Span::call_site().located_at(ty.span()),
        ReturnType::Default => Span::call_site(),
    }
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
