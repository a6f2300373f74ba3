//! Rules for each marked method by itself.

use super::{
    each, guards,
    params::{check_param, lacks_field},
};
use crate::{
    errors::{Errors, at},
    model::{Method, Model, Notify, Role, is_inferred, mutable_borrow_of, passes_unsized, ungroup},
    parse::{Event, MemberFn, is_on_argument},
    tokens::find_self,
};
use quote::ToTokens as _;
use syn::{FnArg, GenericParam, Ident, ReceiverKind, ReturnType, Safety, Type};

pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    if !model.handles_are_unclear {
        each(model, errors, |method, _| {
            match method.wrong_names.first() {
                Some((name, message)) => at(name, message),
                None => Ok(()),
            }
        });
    }
    for index in 0..model.methods.len() {
        let method = &model.methods[index];
        let is_broken = !method.wrong_names.is_empty()
            // rustc says of `_`, and of what has no size, what is wrong, and would say it of each copy.
            || method.written.is_some_and(|member| {
                is_inferred(&member.sig) || passes_unsized(&member.sig)
            })
            // Its field may stand in an option that could not be understood.
            || model.handles_are_unclear && lacks_field(method, model);
        model.methods[index].is_broken |= is_broken;
    }
    each(model, errors, check_method);
}

fn check_method(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let Some(member) = method.written else {
        return Ok(());
    };
    let marker = format!("#[{}]", method.marker.to_token_stream());
    check_signature(member, &marker, &model.condition)?;
    for param in &method.params {
        check_param(param, method, model)?;
    }
    match &method.role {
        Role::Notify(notify) => {
            if let Some(when) = &notify.when {
                if let Some(this) = find_self(when.to_token_stream()) {
                    return at(
                        this,
                        "`when` sees what the method returns, and nothing else: return what it is to \
                         look at",
                    );
                }
            }
            check_words(notify)?;
            guards::check_notify(method, model)
        }
        Role::Query => check_query_result(member),
        Role::OnDrop(_) => check_hook(member, &marker, false),
        Role::Arming(arming) => {
            let takes_arguments = arming.event == Event::Arm;
            check_hook(member, &marker, takes_arguments)
        }
        Role::Wait(_) | Role::Apply => Ok(()),
    }
}

/// A method that a handle can call at any time takes `&self`, and is a plain `fn`.
fn check_signature(member: &MemberFn, marker: &str, condition: &Ident) -> syn::Result<()> {
    let sig = &member.sig;
    let role = format!("a `{marker}` method");
    if let Some(asyncness) = &sig.asyncness {
        return at(
            asyncness,
            format!(
                "{role} cannot be `async`: the macro generates what is awaited. Make it a plain `fn`"
            ),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        return at(
            token,
            format!(
                "{role} cannot be `unsafe`: what calls it is safe code. Make it safe, or leave it unmarked"
            ),
        );
    }
    if let Some(abi) = &sig.abi {
        return at(
            abi,
            format!("{role} cannot be `extern`: make it a plain `fn`"),
        );
    }
    let Some(receiver) = sig.receiver() else {
        match sig.inputs.first() {
            Some(FnArg::Typed(this)) if is_reference_to_self(&this.ty, condition) => {
                let message = format!("{role} must take `&self`: write it in the place of this");
                return at(this, message);
            }
            _ => {}
        }
        return at(
            &sig.ident,
            format!(
                "{role} must take `&self`: the handles share the condition. Add `&self`, or remove the marker"
            ),
        );
    };
    if let Some(marker) = receiver.attrs.iter().find(|attr| is_on_argument(attr)) {
        let name = marker.path().segments.last().map(|last| &last.ident);
        let name = name.to_token_stream();
        return at(
            marker,
            format!("`#[{name}]` goes on an argument of the method, not on `self`"),
        );
    }
    let named = |lifetime: &syn::Lifetime| {
        at(
            lifetime,
            format!(
                "{role} takes `&self` without a named lifetime, which handles could not give it: a \
                 result that borrows from the condition is written with `&` or `'_`"
            ),
        )
    };
    match &receiver.kind {
        ReceiverKind::Reference(_, Some(lifetime), None) if lifetime.ident != "_" => {
            return named(lifetime);
        }
        ReceiverKind::Reference(_, _, None) => {}
        ReceiverKind::Typed(_, ty) if is_reference_to_self(ty, condition) => {
            if let Type::Reference(reference) = ungroup(ty) {
                match &reference.lifetime {
                    Some(lifetime) if lifetime.ident != "_" => return named(lifetime),
                    _ => {}
                }
            }
        }
        _ => {
            return at(
                receiver,
                format!(
                    "{role} must take `&self`: the handles share the condition. Use atomics, a lock or \
                     a cell inside it"
                ),
            );
        }
    }
    let attrs = sig.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(input) => &input.attrs,
        FnArg::Receiver(input) => &input.attrs,
    });
    // Rust has arguments under a condition where a function is defined, and not where it is called.
    if let Some(cfg) = attrs.into_iter().find(|attr| attr.path().is_ident("cfg")) {
        return at(
            cfg.path(),
            "a handle could not pass an argument on that exists under a condition: put `#[cfg(…)]` on \
             the method, and write it once for each case",
        );
    }
    Ok(())
}

/// `&Self`, or the same with the condition's name.
fn is_reference_to_self(ty: &Type, condition: &Ident) -> bool {
    match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            let Type::Path(path) = ungroup(&reference.elem) else {
                return false;
            };
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "Self" || last.ident == *condition)
        }
        _ => false,
    }
}

/// What cannot be asked for together.
fn check_words(notify: &Notify) -> syn::Result<()> {
    match (&notify.last, &notify.guard, &notify.when) {
        (_, Some(guard), Some(_)) => at(
            guard,
            "`guard` wakes when the guard is dropped, and `when` looks at the result before that: \
             take one of them",
        ),
        (Some(last), Some(_), _) => at(
            last,
            "`last` consumes the handle, and a guard borrows it: take one of them",
        ),
        _ => Ok(()),
    }
}

/// A query returns something, and nothing through which the condition could be changed.
fn check_query_result(member: &MemberFn) -> syn::Result<()> {
    let ReturnType::Type(_, ty) = &member.sig.output else {
        return at(
            &member.sig.ident,
            "a `#[query]` method returns what it reads, and this one returns nothing: what changes the \
             condition is marked `#[notify]`",
        );
    };
    if matches!(ungroup(ty), Type::Tuple(tuple) if tuple.elems.is_empty()) {
        return at(
            ty,
            "a `#[query]` method returns what it reads, and this one returns nothing: what changes the \
             condition is marked `#[notify]`",
        );
    }
    guards::check_query(ty)?;
    if let Some(mutable) = mutable_borrow_of(ty, &member.sig.generics) {
        return at(
            mutable,
            "a `#[query]` method only reads, and through this the condition could be changed without a \
             wake: mark the method `#[notify(guard)]`",
        );
    }
    Ok(())
}

/// A hook is called by the runtime, without anything to give or to take.
fn check_hook(member: &MemberFn, marker: &str, takes_arguments: bool) -> syn::Result<()> {
    let sig = &member.sig;
    let argument = sig.inputs.iter().nth(1);
    if let (Some(argument), false) = (argument, takes_arguments) {
        return at(
            argument,
            format!("`{marker}` methods take `&self` alone: what calls them has nothing to pass"),
        );
    }
    match &sig.output {
        ReturnType::Type(_, ty) if !matches!(ungroup(ty), Type::Tuple(tuple) if tuple.elems.is_empty()) =>
        {
            return at(
                ty,
                format!(
                    "`{marker}` methods return nothing: what calls them has no use for a result"
                ),
            );
        }
        _ => {}
    }
    let mut params = sig.generics.params.iter();
    let is_generic = params.any(|param| !matches!(param, GenericParam::Lifetime(_)));
    if is_generic && !(takes_arguments && argument.is_some()) {
        return at(
            &sig.generics,
            format!("`{marker}` methods cannot be generic: there is nothing to infer it from"),
        );
    }
    Ok(())
}
