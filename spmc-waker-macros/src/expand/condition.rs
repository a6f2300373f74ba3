//! The condition's traits, and its way into a pair of handles.

use super::{attrs, handle, handle_type, stub};
use crate::{
    args::Storage,
    markers::{Arming, Event, Side},
    method::Method,
    model::{Form, Model, narrower},
    until::Until,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    let mut items = vec![condition(model)];
    let armed = model.armed_waits().into_iter().enumerate();
    items.extend(armed.map(|(number, (side, wait))| arming(model, number, side, wait)));
    if let Form::Struct(until) = &model.form {
        items.push(expand_until(model, until));
    }
    items.push(match model.storage {
        Storage::Arc => into_pair(model),
        Storage::Ref => in_place(model),
    });
    if model.lacks_alloc {
        items.push(stub::into_pair(model));
    }
    items
}

fn condition(model: &Model<'_>) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let seats = Side::BOTH.map(|side| {
        let (name, seat) = (camel_case(side, "Seat"), seat(model, side));
        quote!(type #name = #seat;)
    });
    let drops = Side::BOTH.map(|side| drop_hook(model, side));
    let disarms = Side::BOTH.map(|side| disarm(model, side));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Condition for #ty #where_clause {
            #(#seats)*
            #(#drops)*
            #(#disarms)*
        }
    }
}

fn camel_case(side: Side, suffix: &str) -> Ident {
    match side {
        Side::Notifier => format_ident!("Notifier{suffix}"),
        Side::Waiter => format_ident!("Waiter{suffix}"),
    }
}

/// What the condition is stored with for a side.
fn seat(model: &Model<'_>, side: Side) -> TokenStream {
    let runtime = &model.runtime;
    match (waker(model, side), model.storage) {
        (None, _) => quote!(#runtime::Vacant),
        (Some(waker), Storage::Arc) => waker,
        (Some(waker), Storage::Ref) => quote!(#runtime::Claimed<#waker>),
    }
}

/// The waker of a side, if it waits.
pub(super) fn waker(model: &Model<'_>, side: Side) -> Option<TokenStream> {
    let Model {
        runtime,
        sync,
        cached,
        ..
    } = model;
    let waker = quote!(#runtime::SpmcWaker<#sync, #cached>);
    model.waits(side).then_some(waker)
}

/// What runs when a side is gone, if anything.
fn drop_hook(model: &Model<'_>, side: Side) -> Option<TokenStream> {
    let name = match side {
        Side::Notifier => quote!(NOTIFIER_DROP),
        Side::Waiter => quote!(WAITER_DROP),
    };
    let hooks = model.methods().iter();
    let hooks: Vec<_> = hooks
        .filter(|method| method.runs_on_drop(side))
        .map(|method| (quote!(or), method))
        .collect();
    (!hooks.is_empty()).then(|| constant(model, &name, &quote!(DropHook), &hooks))
}

/// What a wait arms and disarms.
fn arming(model: &Model<'_>, number: usize, side: Side, wait: &Ident) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let hooks = arming_methods(model, |arming| arming.is_of(side, wait));
    let hooks: Vec<_> = hooks
        .map(|(arming, method)| match arming.event {
            Event::Arm => (quote!(arm), method),
            Event::Disarm => (quote!(disarm), method),
        })
        .collect();
    let constant = constant(model, &quote!(HOOKS), &quote!(ArmHooks), &hooks);
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Arming<#number> for #ty #where_clause {
            #constant
        }
    }
}

/// An associated constant that is built from methods, each by a builder's method.
fn constant(
    model: &Model<'_>,
    name: &TokenStream,
    builder: &TokenStream,
    hooks: &[(TokenStream, &Method<'_>)],
) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let built = model.names.fresh("hooks");
    let steps = hooks.iter().map(|(step, method)| {
        let (caller, hook) = (attrs::caller(method.attrs), &method.sig.ident);
        quote! {
            #caller
            let #built = #runtime::#builder::#step(#built, <#ty>::#hook);
        }
    });
    quote! {
        const #name: #runtime::#builder<Self> = {
            let #built = #runtime::#builder::NONE;
            #(#steps)*
            #built
        };
    }
}

/// What ends all waits of a side, if anything is to be disarmed.
fn disarm(model: &Model<'_>, side: Side) -> Option<TokenStream> {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let name = match side {
        Side::Notifier => quote!(disarm_notifier),
        Side::Waiter => quote!(disarm_waiter),
    };
    let is_disarm = |arming: &Arming| arming.event == Event::Disarm && arming.by == Some(side);
    let disarms: Vec<_> = arming_methods(model, is_disarm).collect();
    let guard = model.names.fresh("_disarm");
    let calls = disarms.iter().map(|(_, method)| {
        let (caller, hook) = (attrs::caller(method.attrs), &method.sig.ident);
        match disarms.len() {
            1 => quote!(#caller { <#ty>::#hook(self); }),
            // Each although another panics.
            _ => quote!(#caller let #guard = #runtime::Defer::new(|| <#ty>::#hook(self));),
        }
    });
    (!disarms.is_empty()).then(|| {
        quote! {
            fn #name(&self) {
                #(#calls)*
            }
        }
    })
}

/// The `#[arm]` and `#[disarm]` methods of which this is true.
fn arming_methods<'a>(
    model: &'a Model<'_>,
    mut filter: impl FnMut(&Arming) -> bool,
) -> impl Iterator<Item = (&'a Arming, &'a Method<'a>)> {
    let methods = model.methods().iter();
    let armings = methods.filter_map(|method| Some((method.arming()?, method)));
    armings.filter(move |(arming, _)| filter(arming))
}

fn expand_until(model: &Model<'_>, until: &Until) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let (pat, ret, body) = (&until.pat, &until.ret, &until.body);
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Until for #ty #where_clause {
            type Ready = #ret;

            #[inline]
            fn until(&self) -> #ret {
                let #pat = self;
                #body
            }
        }
    }
}

fn into_pair(model: &Model<'_>) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let vis = narrower(&model.notifier.vis, &model.waiter.vis);
    let idents = ["left", "right"].map(|name| model.names.fresh(name));
    let types = model.handles().map(|handle| handle_type(model, handle));
    let handles = model.handles().into_iter().zip(&idents);
    let handles = handles.map(|(handle, ident)| handle::construct(model, handle, &quote!(#ident)));
    let pair = match model.waits(Side::Notifier) {
        true => quote!(#runtime::waiting_pair),
        false => quote!(#runtime::pair),
    };
    quote! {
        impl #impl_generics #ty #where_clause {
            /// Splits into a notifier and a waiter that share this condition.
            #[allow(dead_code)]
            #[must_use = "the condition can be reached only through its two handles"]
            #vis fn into_pair(self) -> (#(#types),*) {
                let (#(#idents),*) = #pair(self);
                (#(#handles),*)
            }
        }
    }
}

fn in_place(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, lifetime) = (&model.runtime, &model.condition_ty, &model.place);
    let generics = model.handle_generics();
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (place, inner) = (model.names.fresh("place"), model.names.fresh("inner"));
    let [notifier, waiter] = model.handles().map(|handle| handle_type(model, handle));
    let option = quote!(#runtime::core::option::Option);
    let [make_notifier, make_waiter] = model.handles().map(|handle| {
        let handle = handle::construct(model, handle, &quote!(#inner));
        quote!(#option::map(#runtime::Waiter::claim(#place), |#inner| #handle))
    });
    let (notifier_or_none, make_notifier) = match model.waits(Side::Notifier) {
        true => (quote!(#option<#notifier>), make_notifier),
        false => {
            let inner = quote!(#runtime::Notifier::of(#place));
            (
                notifier.clone(),
                handle::construct(model, &model.notifier, &inner),
            )
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::InPlace<#lifetime, #notifier_or_none, #waiter> for #ty
        #where_clause
        {
            #[inline]
            fn notifier(#place: &#lifetime #runtime::Waitable<Self>) -> #notifier_or_none {
                #make_notifier
            }

            #[inline]
            fn waiter(#place: &#lifetime #runtime::Waitable<Self>) -> #option<#waiter> {
                #make_waiter
            }
        }
    }
}
