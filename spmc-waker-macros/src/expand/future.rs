//! The named future of a wait.

use super::{Check, attrs, wait::Holds};
use crate::{item::cfgs, method::merge, model::Model, names, wait::Wait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam};

/// The generics of a wait's future: the handle's borrow, the condition's, and the check's.
fn generics(model: &Model<'_>, check: &Check<'_>, borrow: Lifetime) -> Generics {
    let mut generics = model.generics.clone();
    for param in &mut generics.params {
        // A default can stand only at the end, where the check's parameters come.
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    let own = generics.lifetimes().count();
    for (i, lifetime) in check.wait.lifetimes.iter().enumerate() {
        generics
            .params
            .insert(own + i, lifetime_param(lifetime.clone()));
    }
    generics.params.insert(0, lifetime_param(borrow));
    match check.method {
        Some(method) => merge(&generics, &method.sig.generics),
        None => generics,
    }
}

/// The generics of a method that takes what the future holds.
pub(super) fn method_generics(check: &Check<'_>) -> Generics {
    let mut generics = Generics::default();
    let lifetimes = check.wait.lifetimes.iter().cloned();
    generics.params.extend(lifetimes.map(lifetime_param));
    match check.method {
        Some(method) => merge(&generics, &method.sig.generics),
        None => generics,
    }
}

/// What such a method takes after `self`, each with a comma before it.
pub(super) fn params(wait: &Wait) -> TokenStream {
    let fields = wait.fields.iter();
    fields
        .map(|field| {
            let (ident, ty) = (&field.ident, &field.ty);
            quote!(, #ident: #ty)
        })
        .collect()
}

fn lifetime_param(lifetime: Lifetime) -> GenericParam {
    GenericParam::Lifetime(LifetimeParam::new(lifetime))
}

/// A field that mentions the check's own parameters, which its arguments need not do.
fn marker(model: &Model<'_>, check: &Check<'_>) -> Option<(Ident, TokenStream)> {
    let method = check
        .method
        .filter(|method| !method.sig.generics.params.is_empty())?;
    let (runtime, generics) = (&model.runtime, &method.sig.generics);
    let types = generics.type_params().map(|param| &param.ident);
    let lifetimes = generics.lifetimes().map(|param| &param.lifetime);
    let phantom = quote!(#runtime::core::marker::PhantomData);
    Some((
        model.names.fresh("marker"),
        quote!(#phantom<fn() -> (#(#phantom<#types>,)* #(&#lifetimes (),)*)>),
    ))
}

pub(super) fn items(model: &Model<'_>, check: &Check<'_>) -> Vec<TokenStream> {
    let Model {
        runtime,
        names,
        condition_ty,
        ..
    } = model;
    let (vis, wait, handle) = (check.vis, check.wait, &check.handle.ident);
    let ident = names::future_name(handle, &wait.name);
    let borrow = &wait.borrow;
    let generics = generics(model, check, borrow.clone());
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let fields: Vec<_> = wait.fields.iter().map(|field| &field.ident).collect();
    let types = wait.fields.iter().map(|field| {
        let ty = &field.ty;
        match field.is_once {
            true => quote!(#runtime::core::option::Option<#ty>),
            false => quote!(#ty),
        }
    });
    let (inner, cx) = (names.fresh("inner"), names.fresh("cx"));
    let side = super::side(model, wait.side);
    let kind = check
        .kind(model, borrow, &quote!(#condition_ty))
        .map(|kind| quote!(, #kind));
    let marker = marker(model, check).map(|(name, ty)| quote!(#name: #ty));
    let (cfgs, caller) = (cfgs(check.attrs), attrs::caller(check.attrs));
    let doc = format!("The future of [`{handle}::{}`].", wait.name);
    let once = super::wait::check(model, check, Holds::Field);
    let poll_method = check.poll_method("poll");
    let members = members(
        model,
        check,
        &cx,
        &quote! {
            let Self { #inner, #(#fields,)* .. } = #runtime::core::pin::Pin::get_mut(self);
            #inner.#poll_method(#cx, #once)
        },
    );
    let debug = super::debug(
        model,
        &ident.to_string(),
        &quote!(#ident #ty_generics),
        &generics,
    );

    vec![
        quote! {
            #cfgs
            #[doc = #doc]
            #[must_use = "futures do nothing unless they are awaited or polled"]
            #vis struct #ident #impl_generics #where_clause {
                #inner: #runtime::Wait<#borrow, #condition_ty, #side #kind>,
                #(#fields: #types,)*
                #marker
            }
        },
        quote! {
            #caller
            #[automatically_derived]
            impl #impl_generics #runtime::core::future::Future for #ident #ty_generics #where_clause {
                #members
            }
        },
        quote! {
            #cfgs
            #[automatically_derived]
            impl #impl_generics #runtime::core::marker::Unpin for #ident #ty_generics #where_clause {}
        },
        quote!(#cfgs #debug),
    ]
}

/// The members of `Future` for a wait.
pub(super) fn members(
    model: &Model<'_>,
    check: &Check<'_>,
    cx: &Ident,
    body: &TokenStream,
) -> TokenStream {
    let (runtime, output) = (&model.runtime, &check.wait.future_output);
    let fn_token = quote_spanned!(check.span()=> fn);
    let poll = check.poll_type(model, &quote!(Self::Output));
    quote! {
        type Output = #output;

        #[inline]
        #fn_token poll(
            self: #runtime::core::pin::Pin<&mut Self>,
            #cx: &mut #runtime::core::task::Context<'_>,
        ) -> #poll {
            #body
        }
    }
}

/// The handle's method that returns the future.
pub(super) fn expand_wait(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let (vis, wait, runtime) = (check.vis, check.wait, &model.runtime);
    let (name, ident) = (
        &wait.name,
        names::future_name(&check.handle.ident, &wait.name),
    );
    let elided = generics(model, check, Lifetime::new("'_", Span::call_site()));
    let (_, ty_generics, _) = elided.split_for_impl();
    let method_generics = method_generics(check);
    let where_clause = &method_generics.where_clause;
    let params = params(wait);
    let values = wait.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.is_once {
            true => quote!(#ident: #runtime::core::option::Option::Some(#ident)),
            false => quote!(#ident),
        }
    });
    let (inner, right) = (model.names.fresh("inner"), check.right(model));
    let marker =
        marker(model, check).map(|(name, _)| quote!(#name: #runtime::core::marker::PhantomData));
    let attrs = attrs::other_shape(
        check.attrs,
        match wait.hands_over() {
            true => {
                "Waits until the check is ready. Dropping the future drops what it was to hand over."
            }
            false => {
                "Waits until the check is ready. Dropping the future loses nothing; the next wait \
                 goes on."
            }
        },
    );
    quote! {
        #attrs
        #vis fn #name #method_generics (&mut self #params) -> #ident #ty_generics #where_clause {
            #ident { #inner: #right, #(#values,)* #marker }
        }
    }
}
