//! Calls of the user's methods from the methods of the handles.

use super::{attrs, paths, spans};
use crate::{
    model::{Handle, HandleId, Method, Model, Param, narrower},
    syntax::turbofish,
    tokens::{each, located},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ReturnType;

/// A method of a handle that takes and returns the same as the condition's own method.
pub(super) fn on_handle(
    model: &Model<'_>,
    method: &Method<'_>,
    handle: &Handle,
    receiver: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    returning(model, method, handle, receiver, &method.output, body)
}

/// Like [`on_handle`], with another return type.
pub(super) fn returning(
    model: &Model<'_>,
    method: &Method<'_>,
    handle: &Handle,
    receiver: &TokenStream,
    output: &ReturnType,
    body: &TokenStream,
) -> TokenStream {
    let (name, vis) = (&method.name, narrower(&method.vis, &handle.vis));
    let (impl_generics, _, where_clause) = method.generics.split_for_impl();
    let params = params(method);
    let attrs = attrs::same_shape(model, method);
    quote! {
        #attrs
        #vis fn #name #impl_generics (#receiver #params) #output #where_clause {
            #body
        }
    }
}

/// The parameters of a handle's method, each after a comma. The handle's own fields are left out.
pub(super) fn params(method: &Method<'_>) -> TokenStream {
    each(&method.params, &|param| {
        let (ident, ty) = (&param.ident, &param.ty);
        if param.is_field() {
            quote!()
        } else {
            quote!(, #ident: #ty)
        }
    })
}

/// The arguments of a call that passes on all parameters and the handle's fields, each after a comma.
pub(super) fn passed(method: &Method<'_>) -> TokenStream {
    each(&method.params, &|param| {
        let argument = if param.is_field() {
            field(param)
        } else {
            param.ident.to_token_stream()
        };
        quote!(, #argument)
    })
}

/// Calls the method during a change, and wakes if `when` is true of its result.
pub(super) fn wake_when(
    model: &Model<'_>,
    method: &Method<'_>,
    begin: &TokenStream,
    when: &TokenStream,
) -> TokenStream {
    let (runtime, names) = (&model.runtime, model.names);
    let (change, result) = (&names.change, &names.result);
    let call = self::method(model, method, &quote!(&#change), &passed(method));
    quote! {
        let #change = #begin;
        let #result = #call;
        #runtime::Change::wake_when(#change, &#result, #when);
        #result
    }
}

/// Evaluates a value that is the method's result, runs `then`, and returns the value.
///
/// The result is bound, so that it is dropped if `then` panics: Rust leaks a value that is already in the return place
/// (rust-lang/rust#47949).
pub(super) fn bound(
    model: &Model<'_>,
    method: &Method<'_>,
    value: &TokenStream,
    then: &TokenStream,
) -> TokenStream {
    let has_result = method.has_result();
    if !has_result && then.is_empty() || method.never_returns() {
        return value.clone();
    }
    if !has_result {
        return quote!(#value; #then);
    }
    // If the result borrows from the change, rustc reports that at the result's type.
    let span = spans::result_span(model, method);
    let mut result = model.names.result.clone();
    result.set_span(result.span().located_at(span));
    quote! {
        let #result = #value;
        #then
        #result
    }
}

/// An expression for the condition, for a query.
pub(super) fn condition(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (path, inner) = (paths::inner_path(model, handle), &model.names.inner);
    quote!(#path::condition(&self.#inner))
}

/// An expression that begins a change by this handle.
pub(super) fn change(
    model: &Model<'_>,
    method: &Method<'_>,
    by: HandleId,
    of: &TokenStream,
) -> TokenStream {
    let path = paths::inner_path(model, &model.handles[by]);
    let is_cold = method.notify().is_some_and(|notify| notify.is_cold);
    let wakes = paths::wakes(model, model.wakes(method, by), is_cold);
    quote!(#path::change::<#wakes>(&#of))
}

/// A call of the user's method, on the condition itself.
pub(super) fn method(
    model: &Model<'_>,
    method: &Method<'_>,
    condition: &TokenStream,
    args: &TokenStream,
) -> TokenStream {
    let path = path(model, method);
    quote_spanned!(spans::result_span(model, method)=> #path(#condition #args))
}

/// The path of the user's method on the condition itself, or the user's closure.
pub(super) fn path(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let span = spans::result_span(model, method);
    if method.until().is_some() {
        let runtime = &model.runtime;
        return quote_spanned!(span=> #runtime::Until::until);
    }
    // `<Chan<T>>`, and not `Chan::<T>`: if the type is not declared, rustc would report that twice, in different words.
    let ty = &model.ty;
    let turbofish = turbofish(&method.generics);
    let mut name = method.name.clone();
    name.set_span(name.span().located_at(span));
    quote_spanned!(span=> <#ty>::#name #turbofish)
}

/// The path of a hook. If its bounds are not met, rustc reports that at the hook's name.
pub(super) fn hook_path(hook: &Method<'_>) -> TokenStream {
    let name = &hook.name;
    quote_spanned!(spans::at(name.span())=> Self::#name)
}

/// A call of a hook of this type, located as its path is.
pub(super) fn hook(
    of: &TokenStream,
    hook: &Method<'_>,
    condition: &Ident,
    args: &TokenStream,
) -> TokenStream {
    let name = &hook.name;
    let span = spans::at(name.span());
    let (of, condition) = (located(of, span), located(&quote!(#condition), span));
    quote_spanned!(span=> #of::#name(#condition #args);)
}

/// The handle's field that a parameter stands for. rustc reports a wrong type at the parameter.
pub(super) fn field(param: &Param) -> TokenStream {
    field_of(&quote!(self), param)
}

/// Like [`field`], for the handle that this expression evaluates to.
pub(super) fn field_of(place: &TokenStream, param: &Param) -> TokenStream {
    let ident = &param.ident;
    let span = spans::at(ident.span());
    // The whole expression is located at the parameter, because rustc shows everything from its first token to its
    // last.
    let place = located(place, span);
    if param.is_changed_field() {
        quote_spanned!(span=> &mut #place.#ident)
    } else {
        quote_spanned!(span=> &#place.#ident)
    }
}
