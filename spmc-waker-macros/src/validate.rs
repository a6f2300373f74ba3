//! Rules between the parts of a model. Makes no tokens.

use crate::{
    args::{Args, Given},
    errors::Errors,
    item::ImplBlock,
    method::{Method, Role},
    model::{Form, Model},
    names,
};
use std::collections::HashMap;
use syn::Ident;

pub(crate) fn validate(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    check_form(args, model, errors);
    check_handles(args, model, errors);
    if let Form::Impl { item, methods } = &model.form {
        check_roles(item, errors);
        check_unique(methods, errors);
        check_waiter_names(methods, errors);
    }
}

/// `until` is what a struct needs, and what an impl has methods for.
fn check_form(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    match (&model.form, &args.until) {
        (Form::Struct(_), None) if !args.has_until => errors.add(syn::Error::new(
            proc_macro2::Span::call_site(),
            format!(
                "what does the waiter of `{0}` wait for? Write `#[waitable(until = |condition| …)]`, \
                 or put `#[waitable]` on `impl {0}` and mark its methods",
                model.condition
            ),
        )),
        (Form::Impl { .. }, Some(Given { name, .. })) => errors.at(
            name,
            "`until` belongs on a struct: on an impl, mark the method that checks the condition with \
             `#[wait(NAME)]`",
        ),
        _ => {}
    }
}

/// The handles and the condition are three types with three names.
fn check_handles(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    let given = |handle: &'_ Option<Given<crate::args::HandleName>>| {
        handle.as_ref().map(|handle| handle.value.ident.clone())
    };
    for name in [given(&args.notifier), given(&args.waiter)]
        .into_iter()
        .flatten()
    {
        if name == model.condition {
            errors.at(
                &name,
                "this is the condition's name: give the handle another",
            );
        }
    }
    if model.notifier.ident == model.waiter.ident {
        let second = given(&args.waiter).or_else(|| given(&args.notifier));
        errors.at(
            second,
            "the notifier and the waiter are two types: give them two names",
        );
    }
}

/// A condition without one of its sides waits forever, or for nothing.
fn check_roles(item: &ImplBlock, errors: &mut Errors) {
    // By their markers' names: a marker that could not be parsed is not missing.
    let is_marked = |marker: &str| {
        item.fns()
            .flat_map(|member| &member.attrs)
            .any(|attr| attr.path().is_ident(marker))
    };
    let waits = is_marked("wait");
    let notifies = is_marked("notify") || is_marked("on_drop");
    let message = match (waits, notifies) {
        (true, true) => return,
        (false, false) => {
            "no method here is marked: mark the check with `#[wait(NAME)]`, and what can make it \
             ready with `#[notify]`"
        }
        (true, false) => {
            "nothing here would ever wake the waiter: mark the methods that can make the condition \
             true with `#[notify]`"
        }
        (false, true) => {
            "nothing here can be waited for: mark the method that checks the condition with \
             `#[wait(NAME)]`"
        }
    };
    errors.at(item.impl_token, message);
}

/// What there can be one of.
fn check_unique(methods: &[Method<'_>], errors: &mut Errors) {
    let mut hooks = methods
        .iter()
        .filter(|method| matches!(method.role, Role::OnDropNotifier));
    if let (Some(first), Some(second)) = (hooks.next(), hooks.next()) {
        let first = &first.sig.ident;
        errors.at(
            &second.marker,
            format!(
                "`{first}` runs when the last notifier is dropped already: call this from there"
            ),
        );
    }
    let mut defaults = methods
        .iter()
        .filter_map(|method| method.wait()?.default.as_ref());
    if let (Some(_), Some(second)) = (defaults.next(), defaults.next()) {
        errors.at(
            second,
            "there is a default wait already: awaiting the waiter can mean only one",
        );
    }
}

/// The waiter's methods: checks, waits, polls and queries.
fn check_waiter_names(methods: &[Method<'_>], errors: &mut Errors) {
    let mut seen: HashMap<Ident, String> = HashMap::new();
    for method in methods {
        if let Role::Wait(_) | Role::Shared = method.role {
            let ident = &method.sig.ident;
            seen.insert(ident.clone(), format!("the method `{ident}`"));
        }
    }
    for method in methods {
        let Some(wait) = method.wait() else { continue };
        for (name, what) in [
            (wait.name.clone(), "the wait"),
            (names::poll_name(&wait.name), "the poll method"),
        ] {
            let described = format!("{what} of `{}`", method.sig.ident);
            if let Some(other) = seen.insert(name.clone(), described) {
                errors.at(
                    &wait.name,
                    format!("the waiter would have two methods called `{name}`: this, and {other}. Name this wait otherwise"),
                );
                break;
            }
        }
    }
}
