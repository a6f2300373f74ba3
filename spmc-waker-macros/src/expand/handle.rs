//! A handle: of the notifier, or of the waiter.

use super::{Check, args, attrs, call, default_doc, handle_type, notify, stream, stub, wait};
use crate::{
    args::Storage,
    markers::Side,
    method::{Method, Role},
    model::{Form, Handle, Model, narrower},
};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(model: &Model<'_>, handle: &Handle, checks: &[Check<'_>]) -> Vec<TokenStream> {
    let (ident, vis) = (&handle.ident, &handle.vis);
    let generics = model.handle_generics();
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let ty = handle_type(model, handle);
    let (doc, inner) = (doc(model, handle), inner_type(model, handle));
    let ended = stream::is_stream(model, handle).then(|| quote!(ended: bool,));
    let own = checks.iter().filter(|check| check.wait.side == handle.side);
    let mut waits = own.map(|check| check.wait);
    let must_use = waits
        .any(|wait| wait.default.is_some() || wait.stream.is_some())
        .then(|| quote!(#[must_use = "it does nothing unless it is awaited or polled"]));
    let mut items = vec![
        quote! {
            #[doc = #doc]
            #must_use
            #vis struct #ident #generics #where_clause {
                inner: #inner,
                #ended
            }
        },
        super::debug(model, &ident.to_string(), &ty, &generics),
    ];
    if !model.waits(handle.side) {
        items.push(clone(model, &ty, &generics));
    }
    let methods = methods(model, handle, checks);
    items.push(quote! {
        #[allow(dead_code)]
        impl #impl_generics #ty #where_clause {
            #(#methods)*
        }
    });
    items
}

/// What the handle wraps.
fn inner_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, lifetime) = (&model.runtime, &model.condition_ty, &model.place);
    let place = match model.storage {
        Storage::Arc => quote!(#runtime::Shared<#ty>),
        Storage::Ref => quote!(&#lifetime #runtime::Waitable<#ty>),
    };
    let side = super::side(model, handle.side);
    if model.waits(handle.side) {
        quote!(#runtime::Waiter<#place, #side>)
    } else {
        quote!(#runtime::Notifier<#place>)
    }
}

/// A handle around this.
pub(super) fn construct(model: &Model<'_>, handle: &Handle, inner: &TokenStream) -> TokenStream {
    let ident = &handle.ident;
    let ended = stream::is_stream(model, handle).then(|| quote!(, ended: false));
    quote!(#ident { inner: #inner #ended })
}

fn doc(model: &Model<'_>, handle: &Handle) -> String {
    let condition = &model.condition;
    match (handle.side, model.waits(Side::Notifier)) {
        (Side::Notifier, false) => {
            format!("Changes a `{condition}`, and wakes the task that waits for it. Can be cloned.")
        }
        (Side::Waiter, false) => {
            format!("Waits for a `{condition}`. There is one, and it cannot be cloned.")
        }
        (side, true) => format!(
            "The {side} of a `{condition}`: waits for the {}, and wakes its task. There is one, and \
             it cannot be cloned.",
            side.other()
        ),
    }
}

fn clone(model: &Model<'_>, ty: &TokenStream, generics: &syn::Generics) -> TokenStream {
    let runtime = &model.runtime;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::core::clone::Clone for #ty #where_clause {
            fn clone(&self) -> Self {
                Self { inner: #runtime::core::clone::Clone::clone(&self.inner) }
            }
        }
    }
}

fn methods(model: &Model<'_>, handle: &Handle, checks: &[Check<'_>]) -> Vec<TokenStream> {
    let own_checks = checks.iter().filter(|check| check.wait.side == handle.side);
    let mut methods: Vec<_> = own_checks
        .map(|check| wait::methods(model, check))
        .collect();
    if let (Form::Struct(_), Side::Notifier) = (&model.form, handle.side) {
        methods.push(notify::by_closure(model));
    }
    let own_methods = model
        .methods()
        .iter()
        .filter(|method| method.is_on(handle.side));
    methods.extend(own_methods.filter_map(|method| match &method.role {
        Role::Notify(notify) => Some(notify::expand(model, method, notify)),
        Role::Shared => Some(forward(model, method, handle)),
        // The handle that waits has it already.
        Role::Wait(wait) if wait.side != handle.side => Some(forward(model, method, handle)),
        Role::Wait(_) | Role::OnDrop(_) | Role::Arming(_) => None,
    }));
    methods.push(stub::methods(model, handle));
    if model.waits(handle.side) {
        let vis = &handle.vis;
        methods.push(quote! {
            /// Removes the registration that a dropped wait has left. Returns whether there was one.
            #vis fn unregister(&mut self) -> bool {
                (&mut self.inner).unregister()
            }
        });
    }
    methods
}

/// A method of a handle that only looks at the condition.
pub(super) fn forward(model: &Model<'_>, method: &Method<'_>, handle: &Handle) -> TokenStream {
    let (sig, vis) = (&method.sig, narrower(method.vis, &handle.vis));
    let body = call(model, method, &super::condition(), &args(method));
    let attrs = attrs::same_shape(method.attrs, &default_doc(model, method));
    quote!(#attrs #vis #sig { #body })
}
