//! The methods that change the condition and wake.

use super::{call, paths, spans};
use crate::{
    model::{Handle, HandleId, Method, Model, Notify},
    syntax::{Layer, layers},
    tokens::{each, located},
};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ReturnType, Type};

/// The `notify` of the short form, which takes the change as a closure.
pub(super) fn by_closure(model: &Model<'_>, method: &Method<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.ty, &handle.vis);
    let names = model.names;
    let (mut closure, mut result) = (names.fresh("F"), names.fresh("R"));
    let apply = &names.change;
    let tasks = if model.handles.have_lone_waiter() {
        "task"
    } else {
        "tasks"
    };
    let doc = format!(
        "Changes the condition, and wakes the waiting {tasks} once `{apply}` returns or unwinds."
    );
    let (attrs, span) = (private_condition(model, handle), handle.ident.span());
    let inner = &names.inner;
    let change = call::change(model, method, method.on[0], &quote!(self.#inner));
    let body = quote!(#runtime::Change::apply(#change, #apply));
    // The same hygiene as the first token, because rustc then points at the whole signature.
    closure.set_span(span);
    result.set_span(span);
    // One `self` for the signature and the body: it is hygienic, and the method's name may come from another macro.
    let this = quote!(self);
    let method = quote_spanned! {span=>
        #vis fn notify<#closure, #result>(&#this, #apply: #closure) -> #result
        where
            #closure: #runtime::FnOnce(&#ty) -> #result,
        {
            #body
        }
    };
    quote! {
        #[doc = #doc]
        #attrs
        #[inline]
        #method
    }
}

/// Makes rustc report a condition that is more private than its notifier: `notify` cannot be called where the
/// condition cannot be named. Only rustc knows how far each is visible, and it lints only the user's own tokens.
fn private_condition(model: &Model<'_>, handle: &Handle) -> Option<TokenStream> {
    handle.own_vis.as_ref()?;
    let reason = format!(
        "`notify` takes a closure of `&{0}`, which can be written only where `{0}` is visible: make \
         `{0}` as visible as its notifier, or put `#[waitable]` on `impl {0}` and mark its methods",
        model.condition
    );
    Some(quote_spanned! {handle.ident.span()=>
        #[deny(private_bounds, private_interfaces, reason = #reason)]
    })
}

pub(super) fn expand(
    model: &Model<'_>,
    method: &Method<'_>,
    notify: &Notify,
    handle: HandleId,
) -> TokenStream {
    let by = &model.handles[handle];
    let inner = &model.names.inner;
    if notify.guard.is_some() {
        return guarded(model, method, handle);
    }
    let changes_field = method.changes_field();
    let begin = call::change(model, method, handle, &quote!(self.#inner));
    if notify.last.is_some() && !method.never_returns() {
        let is_mut = changes_field || paths::ends_waits_first(model, handle);
        let receiver = if is_mut {
            quote!(mut self)
        } else {
            quote!(self)
        };
        let body = last(model, method, notify, handle, &begin);
        return call::on_handle(model, method, by, &receiver, &body);
    }
    let receiver = match (notify.last.is_some(), changes_field) {
        (false, is_mut) => paths::receiver(is_mut),
        (true, true) => quote!(mut self),
        (true, false) => quote!(self),
    };
    let chooses_one = model.wakes(method, handle).one != 0;
    let body = changed(model, method, notify, &begin, chooses_one);
    call::on_handle(model, method, by, &receiver, &body)
}

/// Calls the method during a change, after which it wakes.
fn changed(
    model: &Model<'_>,
    method: &Method<'_>,
    notify: &Notify,
    begin: &TokenStream,
    chooses_one: bool,
) -> TokenStream {
    if notify.when.is_some() && !method.never_returns() {
        return call::wake_when(model, method, begin, &notify.when_tokens);
    }
    if chooses_one && !method.never_returns() {
        // End the change explicitly. Its drop is for unwinding, and would wake all tasks.
        let (runtime, change) = (&model.runtime, &model.names.change);
        let call = call::method(model, method, &quote!(&#change), &call::passed(method));
        let end = quote!(#runtime::Change::end(#change););
        let changed = call::bound(model, method, &call, &end);
        return quote!(let #change = #begin; #changed);
    }
    if method.has_result() {
        // If the result borrows from the change, rustc reports that at the result's type.
        let begin = located(begin, spans::result_span(model, method));
        let call = call::method(model, method, &quote!(&#begin), &call::passed(method));
        return call::bound(model, method, &call, &quote!());
    }
    let change = &model.names.change;
    let call = call::method(model, method, &quote!(&#change), &call::passed(method));
    quote!(let #change = #begin; #call)
}

/// Calls the method as the last thing that the handle does. Then the handle's fields are dropped, and after that it
/// wakes. If the method panics, it wakes, and the handle is dropped like any other: its hook runs.
fn last(
    model: &Model<'_>,
    method: &Method<'_>,
    notify: &Notify,
    handle: HandleId,
    begin: &TokenStream,
) -> TokenStream {
    let (runtime, names) = (&model.runtime, model.names);
    let (change, result) = (&names.change, &names.result);
    let call = call::method(model, method, &quote!(&#change), &call::passed(method));
    let body = match &notify.when {
        None => {
            let end = end(model, notify.is_cold, method, handle, &quote!(true));
            let end = quote!(#runtime::Change::defer(#change); #end);
            call::bound(model, method, &call, &end)
        }
        Some(_) => {
            let (when, is_change) = (&notify.when_tokens, names.fresh("is_change"));
            let end = end(model, notify.is_cold, method, handle, &quote!(#is_change));
            quote! {
                let #result = #call;
                let #is_change = #runtime::Change::defer_when(#change, &#result, #when);
                #end
                #result
            }
        }
    };
    quote! {
        let #change = #begin;
        #body
    }
}

/// Drops the fields of a handle, and then wakes, if that was a change.
fn end(
    model: &Model<'_>,
    is_cold: bool,
    method: &Method<'_>,
    handle: HandleId,
    is_change: &TokenStream,
) -> TokenStream {
    let by = &model.handles[handle];
    let (runtime, path) = (&model.runtime, paths::inner_path(model, by));
    let inner = &model.names.inner;
    let wakes = paths::wakes(model, model.wakes(method, handle), is_cold);
    if paths::ends_waits_first(model, handle) {
        return quote! {
            #path::set_last::<#wakes>(&mut self.#inner, #is_change);
            #runtime::drop(self);
        };
    }
    let last = quote!(#path::into_last::<#wakes>(self.#inner, #is_change));
    if by.fields.is_empty() {
        return quote!(#runtime::drop(#last););
    }
    let fields = each(&by.fields, &|field| {
        let name = &field.ident;
        quote!(self.#name,)
    });
    // In this order. Each is dropped even if the drop of another panics.
    quote!(#runtime::drop((#fields #last));)
}

/// A method that returns a wrapper around the guard. The wrapper wakes after the guard is dropped.
fn guarded(model: &Model<'_>, method: &Method<'_>, handle: HandleId) -> TokenStream {
    let by = &model.handles[handle];
    let (inner, names, runtime) = (&model.names.inner, model.names, &model.runtime);
    let (change, result) = (&names.change, &names.result);
    let begin = call::change(model, method, handle, &quote!(self.#inner));
    let condition = call::condition(model, by);
    let call = call::method(model, method, &condition, &call::passed(method));
    let (mut output, mut around) = (method.output.clone(), Vec::new());
    if let ReturnType::Type(_, result) = &mut output {
        let guard;
        (around, guard) = layers(result);
        *guard = Type::Verbatim(quote!(#runtime::NotifyGuard<'_, #guard>));
    }
    let refuse = refuse_errors(model, method, &around, change);
    let make = make_guard(model, &around, result, change);
    let body = quote! {
        let #change = #begin;
        #refuse
        let #result = #call;
        #make
    };
    let receiver = paths::receiver(method.changes_field());
    let method = call::returning(model, method, by, &receiver, &output, &body);
    // The wrapper makes the type more complex than the user's own, so clippy might complain.
    quote! {
        #[allow(clippy::type_complexity)]
        #method
    }
}

/// Wraps the guard inside of its layers. If the layers were wrapped, too, the guard could be taken out of them and
/// outlive the wake. If there is no guard, the change ends at once, and an error is dropped if a waker panics.
fn make_guard(model: &Model<'_>, layers: &[Layer], result: &Ident, change: &Ident) -> TokenStream {
    let (runtime, error) = (&model.runtime, model.names.fresh("error"));
    let Some((layer, layers)) = layers.split_first() else {
        return quote!(#runtime::NotifyGuard::new(#result, #change));
    };
    let make = make_guard(model, layers, result, change);
    let (some, none) = match layer {
        Layer::Option => (quote!(Option::Some), quote!(Option::None)),
        Layer::Result => (quote!(Result::Ok), quote!(Result::Err(#error))),
    };
    quote! {
        match #result {
            #runtime::#some(#result) => #runtime::#some(#make),
            #runtime::#none => {
                #runtime::Change::end(#change);
                #runtime::#none
            }
        }
    }
}

/// Code that never runs, but makes rustc check that an error does not borrow from the condition, even if its type does
/// not show a borrow. The error outlives the wake, so a change through such a borrow would wake nobody.
fn refuse_errors(
    model: &Model<'_>,
    method: &Method<'_>,
    layers: &[Layer],
    change: &Ident,
) -> Option<TokenStream> {
    let span = spans::result_span(model, method);
    let (runtime, error) = (&model.runtime, model.names.fresh("error"));
    let mut around = Vec::new();
    let mut errors = TokenStream::new();
    for layer in layers {
        if *layer == Layer::Result {
            let mut result = quote_spanned!(span=> #runtime::Result::Err(#error));
            for around in around.iter().rev() {
                result = quote_spanned!(span=> #around(#result));
            }
            errors.extend(quote_spanned!(span=> #result => #result,));
        }
        around.push(match layer {
            Layer::Option => quote_spanned!(span=> #runtime::Option::Some),
            Layer::Result => quote_spanned!(span=> #runtime::Result::Ok),
        });
    }
    if errors.is_empty() {
        return None;
    }
    let call = call::method(model, method, &quote!(&*#change), &call::passed(method));
    Some(quote_spanned! {span=>
        if false {
            return match #call {
                #errors
                _ => loop {},
            };
        }
    })
}
