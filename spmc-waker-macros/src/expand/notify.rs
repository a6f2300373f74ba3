//! The methods that change the condition and wake.

use super::{args, attrs, call, default_doc};
use crate::{
    markers::Notify,
    method::Method,
    model::{Model, narrower},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, ReturnType, Type, TypePath, parse_quote};

/// The short form's only method: it takes the change.
pub(super) fn by_closure(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.condition_ty, &model.notifier.vis);
    let (result, change) = (model.names.fresh("R"), model.names.fresh("change"));
    let begin = super::change(false);
    let doc = format!(
        "Changes the condition, and wakes the waiting task once `{change}` returns or unwinds."
    );
    quote! {
        #[doc = #doc]
        #[inline]
        #vis fn notify<#result>(
            &self,
            #change: impl #runtime::core::ops::FnOnce(&#ty) -> #result,
        ) -> #result {
            #change(&#begin)
        }
    }
}

pub(super) fn expand(model: &Model<'_>, method: &Method<'_>, notify: &Notify) -> TokenStream {
    let (runtime, cold) = (&model.runtime, notify.cold.is_some());
    let vis = narrower(method.vis, &model.handle(notify.side()).vis);
    // A result that borrows from the change is an error, which belongs at the result's type.
    let mut change = model.names.fresh("change");
    change.set_span(change.span().located_at(super::result_span(method)));
    let begin = super::change(cold);
    let mut sig = method.sig.clone();
    let end = if let Some(when) = &notify.when {
        wake_when(model, method, &change, when)
    } else if notify.on_drop.is_some() {
        let result = model.names.fresh("result");
        let call = call(model, method, &super::condition(), &args(method));
        let (ty, woken) = (
            &model.condition_ty,
            super::side(model, notify.side().other()),
        );
        let wrap = |guard: &Type| -> Type {
            parse_quote!(#runtime::NotifyGuard<'_, #guard, #ty, #woken, #cold>)
        };
        let mut map = None;
        if let ReturnType::Type(_, result) = &mut sig.output {
            map = wrap_guard(result, wrap, runtime);
        }
        let make = match map {
            Some(map) => {
                quote!(#map(#result, |#result| #runtime::NotifyGuard::new(#result, #change)))
            }
            None => quote!(#runtime::NotifyGuard::new(#result, #change)),
        };
        quote! {
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

/// Wraps the guard in a result's type. Returns what does so to the guard in an `Option` or `Result`:
/// wrapped together with that, it could be taken out, and outlive the wake.
fn wrap_guard(
    result: &mut Type,
    wrap: impl FnOnce(&Type) -> Type,
    runtime: &TokenStream,
) -> Option<TokenStream> {
    if let Type::Path(TypePath { path, .. }) = result {
        let last = path.segments.last_mut()?;
        let map = match last.ident.to_string().as_str() {
            "Option" => Some(quote!(#runtime::core::option::Option::map)),
            "Result" => Some(quote!(#runtime::core::result::Result::map)),
            _ => None,
        };
        if let (Some(map), PathArguments::AngleBracketed(arguments)) = (map, &mut last.arguments) {
            if let Some(GenericArgument::Type(guard)) = arguments.args.first_mut() {
                *guard = wrap(guard);
                return Some(map);
            }
        }
    }
    *result = wrap(result);
    None
}
