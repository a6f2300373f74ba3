//! The named future of a wait.

use super::{Check, attrs, call};
use crate::{method::merge, model::Model, names};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Type, spanned::Spanned as _};

/// How an argument is at hand where the check is run.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    /// As it was passed.
    Argument,
    /// By a mutable reference to the future's field.
    Field,
}

/// What runs the check on a condition, after which its arguments are still there.
pub(super) fn check(model: &Model<'_>, check: &Check<'_>, holds: Holds) -> TokenStream {
    let runtime = &model.runtime;
    let Some(method) = check.method else {
        return quote!(#runtime::Until::until);
    };
    if method.params.is_empty() {
        return super::path(model, method);
    }
    let condition = model.names.fresh("condition");
    let args: Vec<_> = method
        .params
        .iter()
        .map(|param| {
            let ident = &param.ident;
            let place = match holds {
                Holds::Argument => quote!(#ident),
                Holds::Field => quote_spanned!(ident.span()=> *#ident),
            };
            match mutability(&param.ty) {
                Some(Mutability::Shared) => place,
                Some(Mutability::Mut) => quote!(&mut *#place),
                None => {
                    // One span in all places: rustc then reports one error for them.
                    let reference = quote_spanned!(ident.span()=> &#place);
                    quote_spanned!(param.ty.span()=> #runtime::Repeat::repeat(#reference))
                }
            }
        })
        .collect();
    let call = call(model, method, &quote!(#condition), &args);
    quote_spanned!(super::result_span(method)=> |#condition| #call)
}

enum Mutability {
    Shared,
    Mut,
}

/// What kind of reference a parameter is, if one.
fn mutability(ty: &Type) -> Option<Mutability> {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => Some(Mutability::Mut),
        Type::Reference(_) => Some(Mutability::Shared),
        Type::Group(group) => mutability(&group.elem),
        Type::Paren(paren) => mutability(&paren.elem),
        _ => None,
    }
}

/// The generics of a wait's future: the waiter's borrow, the handle's, and the check's.
fn generics(model: &Model<'_>, check: &Check<'_>, borrow: Lifetime) -> Generics {
    let mut generics = model.generics.clone();
    for param in &mut generics.params {
        // Defaults can stand only at the end, and nobody spells a future's parameters.
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
        waiter,
        generics: handle_generics,
        ..
    } = model;
    let (vis, wait, waiter_ident) = (check.vis, check.wait, &waiter.ident);
    let ident = names::future_name(waiter_ident, &wait.name);
    let borrow = names.fresh_lifetime("waiter", &wait.lifetimes);
    let generics = generics(model, check, borrow.clone());
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let (_, handle_ty_generics, _) = handle_generics.split_for_impl();
    let (fields, types): (Vec<_>, Vec<_>) = wait
        .fields
        .iter()
        .map(|field| (&field.ident, &field.ty))
        .unzip();
    let (waiter_field, cx) = (names.fresh("waiter"), names.fresh("cx"));
    let marker = marker(model, check).map(|(name, ty)| quote!(#name: #ty));
    let (cfgs, caller) = (attrs::cfgs(check.attrs), attrs::caller(check.attrs));
    let doc = format!("The future of [`{waiter_ident}::{}`].", wait.name);
    let (once, poll_wait) = (self::check(model, check, Holds::Field), check.poll_wait());
    let members = members(
        model,
        check,
        &cx,
        &quote! {
            let Self { #waiter_field, #(#fields,)* .. } = #runtime::core::pin::Pin::get_mut(self);
            #waiter_field.inner.#poll_wait(#cx, #once)
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
                #waiter_field: &#borrow mut #waiter_ident #handle_ty_generics,
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
    let (runtime, output) = (&model.runtime, &check.wait.output);
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

/// The waiter's method that returns the future.
pub(super) fn expand_wait(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let (vis, wait) = (check.vis, check.wait);
    let (name, ident) = (
        &wait.name,
        names::future_name(&model.waiter.ident, &wait.name),
    );
    let elided = generics(model, check, Lifetime::new("'_", Span::call_site()));
    let (_, ty_generics, _) = elided.split_for_impl();
    let own = match check.method {
        Some(method) => method.sig.generics.clone(),
        None => Generics::default(),
    };
    let mut method_generics = Generics::default();
    method_generics
        .params
        .extend(wait.lifetimes.iter().cloned().map(lifetime_param));
    let method_generics = merge(&method_generics, &own);
    let (_, _, where_clause) = method_generics.split_for_impl();
    let fields: Vec<_> = wait.fields.iter().map(|field| &field.ident).collect();
    let types = wait.fields.iter().map(|field| &field.ty);
    let waiter_field = model.names.fresh("waiter");
    let marker = marker(model, check).map(|(name, _)| {
        let runtime = &model.runtime;
        quote!(#name: #runtime::core::marker::PhantomData)
    });
    let attrs = attrs::other_shape(
        check.attrs,
        "Waits until the condition holds.",
        "Waits until the check is ready. Dropping the future loses nothing; the next wait goes on.",
    );
    quote! {
        #attrs
        #vis fn #name #method_generics (&mut self #(, #fields: #types)*) -> #ident #ty_generics #where_clause {
            #ident { #waiter_field: self, #(#fields,)* #marker }
        }
    }
}
