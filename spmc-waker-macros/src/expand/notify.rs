//! The methods that change the condition and wake.

use super::{args, attrs, call, condition::waker, default_doc};
use crate::{
    guard::{self, Layer},
    markers::Notify,
    method::Method,
    model::{Model, narrower},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ReturnType, Type, parse_quote};

/// The short form's only method: it takes the change.
pub(super) fn by_closure(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.condition_ty, &model.notifier.vis);
    let (mut result, change) = (model.names.fresh("R"), model.names.fresh("change"));
    let doc = format!(
        "Changes the condition, and wakes the waiting task once `{change}` returns or unwinds."
    );
    let (attrs, span) = (private_condition(model), model.notifier.ident.span());
    // rustc points at the signature from its first token to its last, if both are of one hygiene.
    result.set_span(span);
    let method = quote_spanned! {span=>
        #vis fn notify<#result>(
            &self,
            #change: impl #runtime::core::ops::FnOnce(&#ty) -> #result,
        ) -> #result {
            #change(&(&self.inner).change::<false>())
        }
    };
    quote! {
        #[doc = #doc]
        #attrs
        #[inline]
        #method
    }
}

/// Has rustc say where the condition is more private than its notifier, whose `notify` cannot be
/// called where the condition cannot be named. Only rustc knows how far each is visible. It says so
/// only of tokens that are the user's.
fn private_condition(model: &Model<'_>) -> Option<TokenStream> {
    let span = model.notifier.ident.span();
    let reason = format!(
        "`notify` takes a closure of `&{0}`, which can be written only where `{0}` is visible: make \
         `{0}` as visible as its notifier, or put `#[waitable]` on `impl {0}` and mark its methods",
        model.condition
    );
    let deny = quote_spanned!(span=> #[deny(private_bounds, private_interfaces, reason = #reason)]);
    model.notifier.has_own_vis.then_some(deny)
}

pub(super) fn expand(model: &Model<'_>, method: &Method<'_>, notify: &Notify) -> TokenStream {
    let is_cold = notify.cold.is_some();
    let vis = narrower(method.vis, &model.handle(notify.side()).vis);
    // A result that borrows from the change is an error, which belongs at the result's type.
    let mut change = model.names.fresh("change");
    change.set_span(change.span().located_at(super::result_span(method)));
    let begin = super::change(is_cold);
    let mut sig = method.sig.clone();
    let end = if let Some(when) = &notify.when {
        wake_when(model, method, &change, when)
    } else if notify.on_drop.is_some() {
        let result = model.names.fresh("result");
        let call = call(model, method, &super::condition(), &args(method));
        let mut layers = Vec::new();
        if let ReturnType::Type(_, result) = &mut sig.output {
            let guard;
            (layers, guard) = guard::layers(result);
            *guard = guard_type(model, notify, guard);
        }
        let refuse = refuse_errors(model, method, &layers, &change);
        let make = make_guard(model, &layers, &result, &change);
        quote! {
            #refuse
            let #result = #call;
            #make
        }
    } else {
        call(model, method, &quote!(&*#change), &args(method))
    };
    let attrs = attrs::same_shape(method.attrs, &default_doc(model, method));
    quote! {
        #attrs
        #vis #sig {
            let #change = #begin;
            #end
        }
    }
}

/// Calls the method during a change, and wakes if `when` says so of its result.
pub(super) fn wake_when(
    model: &Model<'_>,
    method: &Method<'_>,
    change: &Ident,
    when: &impl ToTokens,
) -> TokenStream {
    let (runtime, result) = (&model.runtime, model.names.fresh("result"));
    let call = call(model, method, &quote!(&*#change), &args(method));
    quote! {
        let #result = #call;
        #runtime::Change::wake_when(#change, &#result, #when);
        #result
    }
}

/// What stands on a handle for a guard. Of the waker that it wakes, only what is no default is written.
fn guard_type(model: &Model<'_>, notify: &Notify, guard: &Type) -> Type {
    let runtime = &model.runtime;
    let is_cold = notify.cold.is_some();
    let waker = waker(model, notify.side().other());
    let is_default = waker.is_some() && model.sync && model.cached && !is_cold;
    let waker = (!is_default).then(|| waker.unwrap_or_else(|| quote!(())));
    let (waker, cold) = (waker.into_iter(), is_cold.then_some(true).into_iter());
    parse_quote!(#runtime::NotifyGuard<'_, #guard #(, #waker)* #(, #cold)*>)
}

/// Wraps the guard in a result. Wrapped together with what is around it, it could be taken out, and
/// outlive the wake.
fn make_guard(model: &Model<'_>, layers: &[Layer], result: &Ident, change: &Ident) -> TokenStream {
    let runtime = &model.runtime;
    let Some((layer, layers)) = layers.split_first() else {
        return quote!(#runtime::NotifyGuard::new(#result, #change));
    };
    let map = match layer {
        Layer::Option => quote!(#runtime::core::option::Option::map),
        Layer::Result => quote!(#runtime::core::result::Result::map),
    };
    let make = make_guard(model, layers, result, change);
    quote!(#map(#result, |#result| #make))
}

/// Never runs. Errors go past the wake, so rustc is to refuse those that borrow from the condition,
/// also where their type does not show it.
fn refuse_errors(
    model: &Model<'_>,
    method: &Method<'_>,
    layers: &[Layer],
    change: &Ident,
) -> Option<TokenStream> {
    let span = super::result_span(method);
    let (runtime, error) = (
        super::located(&model.runtime, span),
        model.names.fresh("error"),
    );
    let mut around = Vec::new();
    let mut errors = Vec::new();
    for layer in layers {
        if *layer == Layer::Result {
            let result = quote_spanned!(span=> #runtime::core::result::Result::Err(#error));
            let wrap = |inner, around: &TokenStream| quote_spanned!(span=> #around(#inner));
            errors.push(around.iter().rev().fold(result, wrap));
        }
        around.push(match layer {
            Layer::Option => quote_spanned!(span=> #runtime::core::option::Option::Some),
            Layer::Result => quote_spanned!(span=> #runtime::core::result::Result::Ok),
        });
    }
    if errors.is_empty() {
        return None;
    }
    let call = call(model, method, &quote!(&*#change), &args(method));
    Some(quote_spanned! {span=>
        if false {
            return match #call {
                #(#errors => #errors,)*
                _ => loop {},
            };
        }
    })
}
