//! Rules between the parts of a model. Makes no tokens.
//!
//! What breaks a rule is taken out of the model: expanded, it would be an error again.

use crate::{
    args::{Args, Given, HandleName},
    errors::Errors,
    item::ImplBlock,
    markers::{self, Side},
    method::{Method, Role},
    model::{Form, Model},
    names, orderings,
};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use std::collections::HashMap;
use syn::{Attribute, Ident};

pub(crate) fn validate(args: &Args, model: &mut Model<'_>, errors: &mut Errors) {
    check_form(args, model, errors);
    check_handles(args, model, errors);
    if !model.sync {
        check_orderings(args, model, errors);
    }
    if let Form::Impl { item, methods } = &mut model.form {
        for marker in &item.misplaced {
            errors.at(marker, format!("`#[{marker}]` goes on a method"));
        }
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

/// The promise of `sync = false`, where it can be seen: in all that a handle runs, but for queries
/// and for what the waiter's drop does, which make nothing ready.
fn check_orderings(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    match &model.form {
        Form::Struct(_) => {
            if let Some(Given { value, .. }) = &args.until {
                orderings::check(value.body.to_token_stream(), errors);
            }
        }
        Form::Impl { item, .. } => {
            let concerned = item.fns().filter(|member| {
                let mut attrs = member.attrs.iter();
                attrs.any(|attr| {
                    let path = attr.path();
                    path.is_ident("notify") || path.is_ident("wait") || is_notifier_hook(attr)
                })
            });
            for member in concerned {
                orderings::check(TokenStream::from(member.body.clone()), errors);
            }
        }
    }
}

/// `#[on_drop(notifier)]`, or an attempt at it.
fn is_notifier_hook(attr: &Attribute) -> bool {
    attr.path().is_ident("on_drop")
        && !attr
            .parse_args::<Ident>()
            .is_ok_and(|side| side == "waiter")
}

/// The handles and the condition are three types with three names.
fn check_handles(args: &Args, model: &mut Model<'_>, errors: &mut Errors) {
    let [notifier, waiter] = names::handles(&model.condition);
    for (handle, default) in [
        (&mut model.notifier, &notifier),
        (&mut model.waiter, &waiter),
    ] {
        if handle.ident == model.condition {
            errors.at(
                &handle.ident,
                "this is the condition's name: give the handle another",
            );
            handle.ident = default.clone();
        }
    }
    if model.notifier.ident == model.waiter.ident {
        let given = |handle: &Option<Given<HandleName>>| {
            handle.as_ref().map(|handle| handle.value.ident.clone())
        };
        errors.at(
            given(&args.waiter).or_else(|| given(&args.notifier)),
            "the notifier and the waiter are two types: give them two names",
        );
        if model.notifier.ident == waiter {
            model.notifier.ident = notifier;
        } else {
            model.waiter.ident = waiter;
        }
    }
}

/// A condition without one of its sides waits forever, or for nothing.
fn check_roles(item: &ImplBlock, errors: &mut Errors) {
    let attrs = || item.fns().flat_map(|member| &member.attrs);
    let misspelled =
        attrs().any(|attr| !markers::is_marker(attr) && markers::is_nearly_marker(attr));
    if misspelled || !item.misplaced.is_empty() {
        return;
    }
    // By their markers' names: a marker that could not be parsed is not missing.
    let is_marked = |marker: &str| attrs().any(|attr| attr.path().is_ident(marker));
    let waits = is_marked("wait");
    let notifies = is_marked("notify") || attrs().any(is_notifier_hook);
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
fn check_unique(methods: &mut Vec<Method<'_>>, errors: &mut Errors) {
    for (side, when) in [
        (Side::Notifier, "the last notifier"),
        (Side::Waiter, "the waiter"),
    ] {
        let mut first = None;
        methods.retain(|method| {
            if !matches!(method.role, Role::OnDrop(of) if of == side) {
                return true;
            }
            let Some(first) = &first else {
                first = Some(method.sig.ident.clone());
                return true;
            };
            errors.at(
                &method.marker,
                format!("`{first}` already runs when {when} is dropped: call this method from it"),
            );
            false
        });
    }
    let defaults = methods
        .iter_mut()
        .filter_map(|method| match &mut method.role {
            Role::Wait(wait) if wait.default.is_some() => Some(&mut wait.default),
            _ => None,
        });
    for default in defaults.skip(1) {
        errors.at(
            default.take(),
            "there is a default wait already: awaiting the waiter can mean only one",
        );
    }
}

/// Whether the waiter has this method as it is.
const fn is_on_waiter(method: &Method<'_>) -> bool {
    matches!(method.role, Role::Wait(_) | Role::Shared)
}

/// The waiter's methods: checks, waits, polls and queries.
fn check_waiter_names(methods: &mut Vec<Method<'_>>, errors: &mut Errors) {
    let unregister = Ident::new("unregister", proc_macro2::Span::call_site());
    methods.retain(|method| {
        let taken = is_on_waiter(method) && method.sig.ident == unregister;
        if taken {
            errors.at(
                &method.sig.ident,
                "the waiter has a method called `unregister`: call this otherwise",
            );
        }
        !taken
    });
    let mut seen: HashMap<Ident, String> = methods
        .iter()
        .filter(|method| is_on_waiter(method))
        .map(|method| &method.sig.ident)
        .map(|ident| (ident.clone(), format!("the method `{ident}`")))
        .collect();
    seen.insert(
        unregister,
        "the one that removes the registration".to_owned(),
    );
    methods.retain(|method| {
        let Some(wait) = method.wait() else {
            return true;
        };
        let generated = [
            (wait.name.clone(), "the wait"),
            (names::poll_name(&wait.name), "the poll method"),
        ];
        let taken = generated
            .iter()
            .find_map(|(name, _)| seen.get(name).map(|other| (name, other)));
        if let Some((name, other)) = taken {
            errors.at(
                &wait.name,
                format!(
                    "the waiter would have two methods called `{name}`: this, and {other}. Name this \
                     wait otherwise"
                ),
            );
            return false;
        }
        let check = &method.sig.ident;
        seen.extend(generated.map(|(name, what)| (name, format!("{what} of `{check}`"))));
        true
    });
}
