//! The check of a wait: as a method of a handle, and as the closure that a wait runs.

use super::{attrs, call, paths, spans, waits::HandleWait};
use crate::{
    model::{Handle, HandleId, Method, Model, Param, ParamKind, armed_with},
    parse::Event,
    syntax::{Readiness, ungroup},
    tokens::{each, located},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Type, spanned::Spanned as _};

/// A query on a handle, which only looks at the condition.
pub(super) fn query(model: &Model<'_>, method: &Method<'_>, handle: &Handle) -> TokenStream {
    let condition = call::condition(model, handle);
    let body = call::method(model, method, &condition, &call::passed(method));
    let receiver = paths::receiver(method.changes_field());
    call::on_handle(model, method, handle, &receiver, &body)
}

/// The check itself as a method of a handle. It does not wait.
pub(super) fn expand(model: &Model<'_>, method: &Method<'_>, handle: HandleId) -> TokenStream {
    let by = &model.handles[handle];
    if method.is_query() {
        return query(model, method, by);
    }
    let body = if model.wakes(method, handle).is_none() {
        let condition = call::condition(model, by);
        call::method(model, method, &condition, &call::passed(method))
    } else {
        // A check that is ready wakes others, as a wait does.
        let (runtime, inner) = (&model.runtime, &model.names.inner);
        let begin = call::change(model, method, handle, &quote!(self.#inner));
        call::wake_when(
            model,
            method,
            &begin,
            &quote!(#runtime::Readiness::is_ready),
        )
    };
    let receiver = paths::receiver(by.is_lone() || method.changes_field());
    call::on_handle(model, method, by, &receiver, &body)
}

/// Where the arguments of a check are.
#[derive(Clone, Copy)]
pub(super) enum Holds<'h> {
    /// In parameters. `#[field]` arguments are in the handle.
    Argument,
    /// The same, except that `#[once]` arguments are each in a local `Option`.
    Local,
    /// In fields of the future, to which this refers.
    Future(&'h Ident),
}

/// A closure that runs the check on a condition. It keeps the arguments, so it can run again.
///
/// With `arms`, it takes a second argument, which says whether to arm first.
pub(super) fn closure(waiting: &HandleWait<'_, '_>, holds: Holds<'_>, arms: bool) -> TokenStream {
    let (model, method) = (waiting.model, waiting.method);
    if method.params.is_empty() && !arms {
        return call::path(model, method);
    }
    let condition = &model.names.condition;
    let args = each(&method.params, &|param| {
        let argument = argument(model, param, holds);
        quote!(, #argument)
    });
    let call = call::method(model, method, &quote!(#condition), &args);
    let span = spans::result_span(model, method);
    if !arms {
        return quote_spanned!(span=> |#condition| #call);
    }
    let arm = arm(waiting, condition, holds);
    if arm.is_empty() {
        return quote_spanned!(span=> |#condition, _| #call);
    }
    let is_registered = model.names.fresh("is_registered");
    quote_spanned!(span=> |#condition, #is_registered| {
        if #is_registered {
            #arm
        }
        #call
    })
}

/// The calls that arm.
fn arm(waiting: &HandleWait<'_, '_>, condition: &Ident, holds: Holds<'_>) -> TokenStream {
    let (model, method) = (waiting.model, waiting.method);
    let ty = &model.ty;
    each(&model.armings_of(waiting.number, Event::Arm), &|arm| {
        let caller = attrs::caller(arm);
        // The arguments of the check, in the same order. rustc reports a wrong type at the arming method.
        let pairs = armed_with(method, arm).unwrap_or_default();
        let args = each(&pairs, &|(param, own)| {
            let argument = located(&argument(model, param, holds), own.ident.span());
            quote!(, #argument)
        });
        let call = call::hook(&quote!(<#ty>), arm, condition, &args);
        if caller.is_empty() {
            call
        } else {
            quote!(#caller { #call })
        }
    })
}

fn argument(model: &Model<'_>, param: &Param, holds: Holds<'_>) -> TokenStream {
    let (runtime, ident) = (&model.runtime, &param.ident);
    let place = match (holds, param.is_field()) {
        (Holds::Future(this), is_field) => {
            let mut this = this.clone();
            this.set_span(this.span().located_at(ident.span()));
            let span = if is_field {
                // The same span as where the handle itself passes it, so that rustc reports the same error for both.
                spans::at(ident.span())
            } else {
                ident.span()
            };
            quote_spanned!(span=> #this.#ident)
        }
        (Holds::Argument | Holds::Local, true) => return call::field(param),
        (Holds::Argument | Holds::Local, false) => quote!(#ident),
    };
    match (&param.kind, reference(&param.ty), holds) {
        (ParamKind::Once { .. }, _, Holds::Local | Holds::Future(_)) => quote!(&mut #place),
        (ParamKind::Field { is_mut, .. }, _, _) => {
            let span = spans::at(ident.span());
            if *is_mut {
                quote_spanned!(span=> &mut *#place)
            } else {
                quote_spanned!(span=> &*#place)
            }
        }
        (_, Some(Reference::Mut), _) => quote!(&mut *#place),
        (_, Some(Reference::Shared), _) => place,
        (_, None, _) => {
            // With the same span everywhere, rustc reports one error. The block keeps rustc from suggesting changes
            // inside the reference.
            let span = spans::at(ident.span());
            let reference = quote_spanned!(span=> { &#place });
            quote_spanned!(param.ty.span()=> #runtime::Clones::clone_for_check(#reference))
        }
    }
}

/// Drops the arguments that a wait takes by value, of which each check gets a clone.
pub(super) fn drop_cloned(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let runtime = &model.runtime;
    each(&method.params, &|param| {
        let ident = &param.ident;
        if matches!(param.kind, ParamKind::Plain) && reference(&param.ty).is_none() {
            quote!(#runtime::drop(#ident);)
        } else {
            quote!()
        }
    })
}

enum Reference {
    Shared,
    Mut,
}

/// The kind of reference that a parameter is, if it is one.
fn reference(ty: &Type) -> Option<Reference> {
    match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => Some(Reference::Mut),
        Type::Reference(_) => Some(Reference::Shared),
        _ => None,
    }
}

/// What the wait resolves to.
pub(super) fn output(model: &Model<'_>, method: &Method<'_>, readiness: &Readiness) -> TokenStream {
    match readiness {
        Readiness::Unit | Readiness::Missing => quote!(()),
        Readiness::Of(output) => quote!(#output),
        Readiness::Projected(ret) | Readiness::Result(ret) | Readiness::Not(ret) => {
            // If the result is no readiness, rustc reports that here.
            let span = spans::result_span(model, method);
            let runtime = spans::runtime_at(model, span);
            quote_spanned!(span=> <#ret as #runtime::Readiness>::Output)
        }
    }
}

/// `Poll<output>`, located where rustc reports errors about it.
pub(super) fn poll_type(model: &Model<'_>, span: Span, output: &TokenStream) -> TokenStream {
    let runtime = spans::runtime_at(model, span);
    quote_spanned!(span=> #runtime::Poll<#output>)
}
