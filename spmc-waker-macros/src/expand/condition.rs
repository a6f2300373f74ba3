//! The condition's traits, and its way into a pair of handles.

use super::{attrs, handle, handle_type, stub};
use crate::{
    args::Storage,
    markers::{Hook, Side},
    method::Role,
    model::{Form, Model, narrower},
    until::Until,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    let mut items = vec![condition(model)];
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
    let hooks = Side::BOTH.map(|side| hooks(model, side));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Condition for #ty #where_clause {
            #(#seats)*
            #(#hooks)*
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
    let Model {
        runtime,
        sync,
        cached,
        ..
    } = model;
    let waker = quote!(#runtime::SpmcWaker<#sync, #cached>);
    match (model.waits(side), model.storage) {
        (false, _) => quote!(#runtime::Vacant),
        (true, Storage::Arc) => waker,
        (true, Storage::Ref) => quote!(#runtime::Claimed<#waker>),
    }
}

/// The methods that the runtime calls for a side, if any.
fn hooks(model: &Model<'_>, side: Side) -> Option<TokenStream> {
    let (runtime, ty) = (&model.runtime, &model.condition_ty);
    let hooks = model.names.fresh("hooks");
    let mut sets = model
        .methods()
        .iter()
        .filter_map(|method| {
            let set = match &method.role {
                Role::Hook(hook, sides) if sides.contains(&side) => match hook {
                    Hook::OnDrop => quote!(on_drop),
                    Hook::Arm => quote!(arm),
                    Hook::Disarm => quote!(disarm),
                },
                _ => return None,
            };
            let (caller, name) = (attrs::caller(method.attrs), &method.sig.ident);
            Some(quote! {
                #caller
                let #hooks = #runtime::Hooks::#set(#hooks, <#ty>::#name);
            })
        })
        .peekable();
    sets.peek()?;
    let name = match side {
        Side::Notifier => quote!(NOTIFIER_HOOKS),
        Side::Waiter => quote!(WAITER_HOOKS),
    };
    Some(quote! {
        const #name: #runtime::Hooks<Self> = {
            let #hooks = #runtime::Hooks::NONE;
            #(#sets)*
            #hooks
        };
    })
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
