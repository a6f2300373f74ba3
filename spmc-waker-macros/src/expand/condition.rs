//! The runtime's traits for the condition.

use super::{attrs, call, paths, spans, waits::own_waits, wakers};
use crate::{
    features::Features,
    model::{HandleId, Method, Model, NamedWait, Until, WaitId},
    parse::Event,
    tokens::each,
};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{ext::IdentExt as _, spanned::Spanned as _};

pub(super) fn add_items(model: &Model<'_>, items: &mut Vec<TokenStream>) {
    items.push(condition(model));
    for handle in model.handles.waiters() {
        if let Some(number) = handle.waiter() {
            items.push(waits(model, handle.id, number));
        }
    }
    for (number, of) in model.armed_waits().iter().enumerate() {
        items.push(disarm_wait(model, number, *of));
    }
    for method in &model.sound() {
        if let Some(until) = method.until() {
            items.push(expand_until(model, until));
        }
    }
}

/// An impl of a trait of the runtime for the condition.
fn implement(model: &Model<'_>, name: &TokenStream, members: &TokenStream) -> TokenStream {
    let (ty, span) = (model.ty.to_token_stream(), Span::call_site());
    spans::implement(model, span, name, (&ty, &model.generics), members)
}

fn condition(model: &Model<'_>) -> TokenStream {
    let (wakers, hook) = (
        wakers::stored(model),
        model
            .handles
            .notifier()
            .and_then(|notifier| drop_hook(model, notifier, &quote!(NOTIFIER_DROP))),
    );
    let (waits, names) = (handles_of_waits(model), names_of_waits(model));
    let one = match model.chosen() {
        0 => None,
        chosen => {
            let (chosen, runtime) = (paths::mask(model, chosen), &model.runtime);
            Some(quote!(const ONE: #runtime::usize = #chosen;))
        }
    };
    implement(
        model,
        &quote!(Condition),
        &quote!(type Wakers = #wakers; #waits #names #one #hook),
    )
}

/// For each wait, its name for people, as in the `Debug` of a handle.
fn names_of_waits(model: &Model<'_>) -> TokenStream {
    let runtime = &model.runtime;
    let names = each(&model.waits, &|wait| {
        let name = wait_path(model, wait);
        quote!(#name,)
    });
    let spans = Features::ENABLED.tracing.then(|| {
        let spans = each(&model.waits, &|wait| {
            let name = wait_path(model, wait);
            quote!(#runtime::wait_span!(#name),)
        });
        quote!(const SPANS: &'static [#runtime::WaitSpan] = &[#spans];)
    });
    quote! {
        const NAMES: &'static [&'static #runtime::str] = &[#names];
        #spans
    }
}

/// The name of a wait for people: `Receiver::recv`.
fn wait_path(model: &Model<'_>, wait: &NamedWait) -> String {
    let handle = &model.handles[wait.handle].ident;
    format!("{}::{}", handle.unraw(), wait.name.unraw())
}

/// For each wait, the number of its handle. Left out for a single wait, because it is the runtime's default.
fn handles_of_waits(model: &Model<'_>) -> Option<TokenStream> {
    if model.waits.len() < 2 {
        return None;
    }
    let numbers = each(&model.waits, &|wait| {
        let number = model.handles[wait.handle].waiter();
        let number = Literal::usize_unsuffixed(number.unwrap_or_default());
        quote!(#number,)
    });
    let runtime = &model.runtime;
    Some(quote!(const WAITS: &'static [#runtime::usize] = &[#numbers];))
}

fn waits(model: &Model<'_>, handle: HandleId, number: usize) -> TokenStream {
    let drop = drop_hook(model, handle, &quote!(DROP));
    let disarm = disarm_all(model, handle);
    let number = Literal::usize_unsuffixed(number);
    let most = most(model, handle);
    implement(model, &quote!(Waits<#number>), &quote!(#drop #most #disarm))
}

/// How many of these handles can be claimed at a time. Left out if no other kind has a capacity.
fn most(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let runtime = &model.runtime;
    let mut kinds = 0;
    for handle in model.handles.iter() {
        kinds += usize::from(handle.capacity.is_some());
    }
    let capacity = model.handles[handle].capacity.as_ref()?;
    (kinds > 1).then(|| quote!(const MOST: #runtime::usize = #capacity;))
}

/// The drop hook of a handle: its fields are dropped, its `#[on_drop]` method runs, and then others are woken.
fn drop_hook(model: &Model<'_>, id: HandleId, name: &TokenStream) -> Option<TokenStream> {
    let (runtime, hook) = (&model.runtime, model.names.fresh("hook"));
    let (mut only, mut steps) = (None, Vec::new());
    for method in &model.sound() {
        if method.runs_on_drop_of(id) {
            let wakes = paths::mask(model, model.wakes(method, id).all);
            let attrs = attrs::caller(method);
            let hook = if method.params.is_empty() {
                call::hook_path(method)
            } else {
                // The handle runs the hook itself, before its fields are dropped.
                quote!(|_| {})
            };
            steps.push((attrs, quote!((#hook, #wakes))));
        }
    }
    match steps.as_slice() {
        [(attrs, step)] if attrs.is_empty() => {
            only = Some(quote!(new #step));
            steps.clear();
        }
        _ => {
            for (_, step) in &mut steps {
                *step = quote!(.or #step);
            }
        }
    }
    add_field_drops(model, id, &mut steps);
    if only.is_none() && steps.is_empty() {
        return None;
    }
    let first = only.unwrap_or_else(|| quote!(NONE));
    let value = if steps.iter().all(|(attrs, _)| attrs.is_empty()) {
        let steps = each(&steps, &|(_, step)| step.clone());
        quote!(#runtime::DropHook::#first #steps)
    } else {
        // Statements, because a `cfg` or an `allow` cannot be on a part of an expression.
        let steps = each(
            &steps,
            &|(attrs, step)| quote!(#attrs let #hook = #hook #step;),
        );
        quote!({
            let #hook = #runtime::DropHook::#first;
            #steps
            #hook
        })
    };
    Some(quote!(const #name: #runtime::DropHook<Self> = #value;))
}

/// Adds a call for each field of a handle, with its attributes. Such a call says that the field's drop wakes others.
fn add_field_drops(model: &Model<'_>, id: HandleId, calls: &mut Vec<(TokenStream, TokenStream)>) {
    let (runtime, handle) = (&model.runtime, &model.handles[id]);
    let woken = model.wakes_by_fields(id);
    if woken == 0 {
        return;
    }
    let wakes = paths::mask(model, woken);
    for field in &handle.fields {
        let ty = &field.ty;
        let call = quote!(.with_field::<#ty>(#wakes));
        calls.push((field.allows.clone(), call));
    }
    // The item that a sink keeps.
    for waiting in &own_waits(model, id) {
        if let Some(item) = waiting.wait.sink_item() {
            let call = quote!(.with_field::<#runtime::Option<#item>>(#wakes));
            calls.push((attrs::caller(waiting.method), call));
        }
    }
}

/// The function that disarms all waits of a handle, if any is armed.
fn disarm_all(model: &Model<'_>, handle: HandleId) -> Option<TokenStream> {
    let mut disarms = Vec::new();
    for wait in &model.waits {
        if wait.handle == handle {
            disarms.append(&mut model.armings_of(wait.id, Event::Disarm));
        }
    }
    if disarms.is_empty() {
        None
    } else {
        Some(disarm(model, &disarms, &quote!(disarm_waits)))
    }
}

/// The function that disarms one wait.
fn disarm_wait(model: &Model<'_>, number: usize, of: WaitId) -> TokenStream {
    let disarms = model.armings_of(of, Event::Disarm);
    let number = Literal::usize_unsuffixed(number);
    let disarm = disarm(model, &disarms, &quote!(disarm_wait));
    implement(model, &quote!(Disarm<#number>), &disarm)
}

fn disarm(model: &Model<'_>, disarms: &[&Method<'_>], name: &TokenStream) -> TokenStream {
    let runtime = &model.runtime;
    let (condition, guard) = (&model.names.condition, model.names.fresh("disarm"));
    let calls = each(disarms, &|method| {
        let caller = attrs::caller(method);
        let call = call::hook(&quote!(Self), method, condition, &quote!());
        match disarms.len() {
            1 if caller.is_empty() => call,
            1 => quote!(#caller { #call }),
            // Each method runs even if another one panics.
            _ => quote! {
                #caller
                let #guard = #runtime::Defer::new(|| { #call });
            },
        }
    });
    quote! {
        #[inline]
        fn #name(#condition: &Self) {
            #calls
        }
    }
}

fn expand_until(model: &Model<'_>, until: &Until) -> TokenStream {
    let (runtime, ret) = (&model.runtime, &until.ret);
    let condition = &model.names.condition;
    let body = match (&until.closure, until.is_declared) {
        (None, _) => quote!(loop {}),
        (Some(closure), true) => quote!(#runtime::declared_check(#condition, #closure)),
        (Some(closure), false) => {
            // rustc reports a wrong result at the body of the closure.
            let span = spans::at(closure.body.span());
            let runtime = spans::runtime_at(model, span);
            quote_spanned!(span=> #runtime::check(#condition, #closure))
        }
    };
    let allow = until.closure.as_ref().and_then(attrs::redundant_closure);
    let ty = &model.ty;
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    // Not `automatically_derived`: the closure is the user's, and lints must look into it.
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
