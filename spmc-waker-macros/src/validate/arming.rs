//! Each `#[arm]` and `#[disarm]` belongs to one wait.

use super::{options::list, roles};
use crate::{
    errors::{self, Errors},
    model::{Arming, Method, Model, Param, Role, Wait, armed_with, ungroup},
    parse::Event,
};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Type, ext::IdentExt as _};

/// Finds those that belong to no wait, or not to one, and where there is more than one for a wait.
pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    // A wait that could not be understood may be the one that is meant.
    let is_unclear = model.unclear.iter().any(|unclear| unclear.partial.is_wait)
        || model.handles_are_unclear
        || model.waits().any(|(method, _)| method.is_broken);
    for index in 0..model.methods.len() {
        let method = &model.methods[index];
        let Role::Arming(arming) = &method.role else {
            continue;
        };
        if method.is_broken {
            continue;
        }
        let found = match &arming.wait {
            Some(of) => check_arguments(method, of, model),
            None => find(method, arming, model),
        };
        if let Err((tokens, message)) = found {
            // Where nothing waits, that is the mistake.
            if !is_unclear && model.waits().next().is_some() {
                errors.at(tokens, message);
            }
            model.methods[index].is_broken = true;
        }
    }
    for of in model.wait_names() {
        let name = of.1.clone();
        for (event, when) in [
            (Event::Arm, format!("before the task of `{name}` sleeps")),
            (Event::Disarm, format!("when `{name}` is over")),
        ] {
            roles::check_hooks(model, &when, errors, |method| {
                matches!(&method.role, Role::Arming(arming)
                    if arming.event == event && arming.wait.as_ref() == Some(&of))
            });
        }
    }
}

/// What is wrong with one that belongs to no wait, and where.
fn find(
    method: &Method<'_>,
    arming: &Arming,
    model: &Model<'_>,
) -> Result<(), (TokenStream, String)> {
    let marked = method.marker.to_token_stream();
    let waits: Vec<_> = model
        .wait_names()
        .into_iter()
        .filter(|(handle, _)| method.on.is_empty() || method.on.contains(handle))
        .collect();
    let names: Vec<String> = waits.iter().map(|(_, name)| name.to_string()).collect();
    let whose = match method.on.as_slice() {
        [handle] => format!(" of `{}`", model.handles[*handle].ident),
        _ => String::new(),
    };
    let Some(name) = &arming.named else {
        if waits.is_empty() {
            return Err((
                marked,
                format!("there is no wait{whose}, so this would never run"),
            ));
        }
        let written: Vec<_> = names
            .iter()
            .map(|wait| format!("#[{marked}({wait})]"))
            .collect();
        return Err((
            marked,
            format!(
                "there are several waits{whose}: name the one that this belongs to, {}",
                list(&written)
            ),
        ));
    };
    let same = waits
        .iter()
        .filter(|(_, wait)| wait.unraw() == name.unraw());
    let handles: Vec<String> = same
        .map(|(handle, _)| format!("by = {}", model.handles[*handle].ident))
        .collect();
    if !handles.is_empty() {
        return Err((
            name.to_token_stream(),
            format!(
                "several handles have a wait `{name}`: add {}",
                list(&handles)
            ),
        ));
    }
    let mut named = model.handles.iter();
    let is_handle = named.any(|handle| handle.ident.unraw() == name.unraw())
        || name == "notifier"
        || name == "waiter";
    let known: Vec<_> = names.iter().map(String::as_str).collect();
    let message = match (known.is_empty(), is_handle) {
        (_, true) => format!("this names a wait; a handle is named by `#[{marked}(by = {name})]`"),
        (true, false) => format!("there is no wait{whose}"),
        (false, false) => format!(
            "there is no wait `{name}`{whose}: {}",
            errors::expected(&name.to_string(), &known)
        ),
    };
    Err((name.to_token_stream(), message))
}

/// An `#[arm]` method may take what the check takes, and takes by value what that does.
fn check_arguments(
    method: &Method<'_>,
    of: &(usize, proc_macro2::Ident),
    model: &Model<'_>,
) -> Result<(), (TokenStream, String)> {
    let waits = model.waits();
    let checks = waits.filter(|(check, wait): &(&Method<'_>, &Wait)| {
        check.on.first() == Some(&of.0)
            && wait.is_called(&of.1)
            && !method.is_alternative_to(&check.cfgs())
    });
    for (check, _) in checks {
        let Some(pairs) = armed_with(check, method) else {
            return Err(not_as_the_check(method, check));
        };
        let refers = pairs.into_iter().find(|(param, own)| {
            matches!(ungroup(&own.ty), Type::Reference(reference) if *reference.elem == param.ty)
        });
        if let Some((_, own)) = refers {
            return Err((
                own.ty.to_token_stream(),
                format!(
                    "an `#[arm]` method takes its arguments as the check `{}` does: `{}` by value",
                    check.name, own.ident
                ),
            ));
        }
    }
    Ok(())
}

fn not_as_the_check(method: &Method<'_>, check: &Method<'_>) -> (TokenStream, String) {
    let first = method
        .written
        .and_then(|member| member.sig.inputs.iter().nth(1));
    let name = &check.name;
    let message = if check.params.is_empty() {
        format!("an `#[arm]` method takes `&self` alone, as its check `{name}` does")
    } else {
        let but = if check.params.iter().any(Param::is_field) {
            "; `#[field]` ones may be left out"
        } else {
            ""
        };
        format!(
            "an `#[arm]` method takes `&self` alone, or all the arguments of its check `{name}`, which are \
             {}{but}",
            check.params.len()
        )
    };
    (first.to_token_stream(), message)
}
