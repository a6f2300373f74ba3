//! What the runtime has to know of the condition: its traits.

use super::{attrs, handle::own_waits, paths, sink, spans};
use crate::{
    model::{HandleId, Method, Model, Until, WaitId},
    parse::Event,
};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    let mut items = vec![condition(model)];
    items.extend(
        model
            .handles
            .waiters()
            .filter_map(|(id, handle)| Some(waits(model, id, handle.waiter()?))),
    );
    let armed = model.armed_waits().into_iter().enumerate();
    items.extend(armed.map(|(number, of)| disarm_wait(model, number, of)));
    let mut untils = model.sound().filter_map(Method::until);
    items.extend(untils.next().map(|until| expand_until(model, until)));
    items
}

/// An impl of a trait of the runtime.
fn implement(model: &Model<'_>, name: &TokenStream, members: &TokenStream) -> TokenStream {
    let (runtime, ty) = (&model.runtime, &model.ty);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::#name for #ty #where_clause {
            #members
        }
    }
}

fn condition(model: &Model<'_>) -> TokenStream {
    let (wakers, hook) = (
        paths::wakers(model),
        model
            .handles
            .notifier()
            .and_then(|notifier| drop_hook(model, notifier, &quote!(NOTIFIER_DROP))),
    );
    let waits = handles_of_waits(model);
    let one = match model.chosen() {
        0 => None,
        chosen => {
            let (chosen, runtime) = (paths::mask(model, chosen), &model.runtime);
            Some(quote!(const ONE: #runtime::core::primitive::usize = #chosen;))
        }
    };
    implement(
        model,
        &quote!(Condition),
        &quote!(type Wakers = #wakers; #waits #one #hook),
    )
}

/// For each wait, the number of its handle. Nothing where there is one wait, which is the runtime's default.
fn handles_of_waits(model: &Model<'_>) -> Option<TokenStream> {
    let numbers = model.waits.iter().map(|wait| {
        let number = model.handles[wait.handle].waiter();
        Literal::usize_unsuffixed(number.unwrap_or_default())
    });
    let runtime = &model.runtime;
    (model.waits.len() > 1).then(
        || quote!(const WAITS: &'static [#runtime::core::primitive::usize] = &[#(#numbers),*];),
    )
}

fn waits(model: &Model<'_>, handle: HandleId, number: usize) -> TokenStream {
    let drop = drop_hook(model, handle, &quote!(DROP));
    let disarm = disarm_all(model, handle);
    let number = Literal::usize_unsuffixed(number);
    let most = most(model, handle);
    implement(model, &quote!(Waits<#number>), &quote!(#drop #most #disarm))
}

/// How many of these handles can be claimed at a time. Nothing where no other kind has slots for more.
fn most(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let runtime = &model.runtime;
    let handles = model.handles.values();
    let kinds = handles.filter(|handle| handle.capacity.is_some()).count();
    let capacity = model.handles[handle].capacity.as_ref()?;
    (kinds > 1).then(|| quote!(const MOST: #runtime::core::primitive::usize = #capacity;))
}

/// What happens when a handle is dropped: its fields go, its hook runs, and then others are woken.
fn drop_hook(model: &Model<'_>, id: HandleId, name: &TokenStream) -> Option<TokenStream> {
    let (runtime, hook) = (&model.runtime, model.names.fresh("hook"));
    let methods = model.sound().filter(|method| method.runs_on_drop_of(id));
    let hooks = methods.map(|method| {
        let (ident, wakes) = (
            &method.name,
            paths::mask(model, model.wakes(method, id).all),
        );
        let hook = match method.params.is_empty() {
            true => quote!(Self::#ident),
            // The handle runs it, before its fields are dropped.
            false => quote!(|_| {}),
        };
        (attrs::caller(method), quote!((#hook, #wakes)))
    });
    let hooks: Vec<_> = hooks.collect();
    let (first, others) = match hooks.as_slice() {
        [(attrs, first)] if attrs.is_empty() => (quote!(new #first), &[][..]),
        others => (quote!(NONE), others),
    };
    let others = others
        .iter()
        .map(|(attrs, other)| (attrs.clone(), quote!(.or #other)));
    let steps: Vec<_> = others.chain(field_drops(model, id)).collect();
    let value = if hooks.is_empty() && steps.is_empty() {
        return None;
    } else if steps.iter().all(|(attrs, _)| attrs.is_empty()) {
        let steps = steps.iter().map(|(_, step)| step);
        quote!(#runtime::DropHook::#first #(#steps)*)
    } else {
        // A `cfg` or an `allow` needs a statement.
        let steps = steps
            .iter()
            .map(|(attrs, step)| quote!(#attrs let #hook = #hook #step;));
        quote!({
            let #hook = #runtime::DropHook::#first;
            #(#steps)*
            #hook
        })
    };
    Some(quote!(const #name: #runtime::DropHook<Self> = #value;))
}

/// Says of the fields of a handle that others are woken after their drop: calls, each with its attributes.
fn field_drops(model: &Model<'_>, id: HandleId) -> Vec<(TokenStream, TokenStream)> {
    let (runtime, handle) = (&model.runtime, &model.handles[id]);
    let woken = model.wakes_by_fields(id);
    if woken == 0 {
        return Vec::new();
    }
    let wakes = paths::mask(model, woken);
    let fields = handle.fields.iter().map(|field| {
        let (allows, ty) = (&field.allows, &field.ty);
        (quote!(#(#allows)*), quote!(#ty))
    });
    // What a sink keeps.
    let items = own_waits(model, id).into_iter().filter_map(|waiting| {
        let item = sink::item(waiting.wait)?;
        Some((
            attrs::caller(waiting.method),
            quote!(#runtime::Option<#item>),
        ))
    });
    let types = fields.chain(items);
    let calls = types.map(|(attrs, ty)| (attrs, quote!(.with_field::<#ty>(#wakes))));
    calls.collect()
}

/// What ends all waits of a handle, if anything is to be disarmed.
fn disarm_all(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let armings = model.armings();
    let disarms: Vec<_> = armings
        .filter(|(_, arming)| {
            arming.event == Event::Disarm
                && arming
                    .wait
                    .as_ref()
                    .is_some_and(|of| model.named_wait(*of).handle == handle)
        })
        .map(|(method, _)| method)
        .collect();
    (!disarms.is_empty()).then(|| disarm(model, &disarms, &quote!(disarm_waits)))
}

/// What ends one wait.
fn disarm_wait(model: &Model<'_>, number: usize, of: WaitId) -> TokenStream {
    let disarms: Vec<_> = model.armings_of(of, Event::Disarm).collect();
    let number = Literal::usize_unsuffixed(number);
    let disarm = disarm(model, &disarms, &quote!(disarm_wait));
    implement(model, &quote!(Disarm<#number>), &disarm)
}

fn disarm(model: &Model<'_>, disarms: &[&Method<'_>], name: &TokenStream) -> TokenStream {
    let runtime = &model.runtime;
    let (condition, guard) = (model.names.fresh("condition"), model.names.fresh("disarm"));
    let calls = disarms.iter().map(|method| {
        let (caller, hook) = (attrs::caller(method), &method.name);
        match disarms.len() {
            1 if caller.is_empty() => quote!(Self::#hook(#condition);),
            1 => quote!(#caller { Self::#hook(#condition); }),
            // Each although another panics.
            _ => quote! {
                #caller
                let #guard = #runtime::Defer::new(|| { Self::#hook(#condition); });
            },
        }
    });
    quote! {
        #[inline]
        fn #name(#condition: &Self) {
            #(#calls)*
        }
    }
}

fn expand_until(model: &Model<'_>, until: &Until) -> TokenStream {
    let (runtime, ret) = (&model.runtime, &until.ret);
    let condition = model.names.fresh("condition");
    let body = match (&until.closure, until.is_declared) {
        (None, _) => quote!(loop {}),
        (Some(closure), true) => quote!(#runtime::declared_check(#condition, #closure)),
        (Some(closure), false) => {
            // What it returns is wrong at its body.
            let span = Span::call_site().located_at(closure.body.span());
            let runtime = spans::runtime_at(model, span);
            quote_spanned!(span=> #runtime::check(#condition, #closure))
        }
    };
    let allow = until.closure.as_ref().and_then(attrs::redundant_closure);
    let ty = &model.ty;
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    // The closure is the user's: lints look into it, which they would not do in what is derived.
    quote! {
        impl #impl_generics #runtime::Until for #ty #where_clause {
            type Ready = #ret;

            #allow
            #[inline]
            fn until(#condition: &Self) -> #ret {
                #body
            }
        }
    }
}
