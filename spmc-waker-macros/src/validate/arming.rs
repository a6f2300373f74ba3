//! Rules for `#[arm]` and `#[disarm]`.

use super::{report::Report, unique::require_one_hook};
use crate::{
    errors::{self, at},
    model::{Arming, Method, Model, NamedWait, Param, WaitId, armed_with},
    parse::Event,
    syntax::{is_same, ungroup},
    tokens::is_one_of,
};
use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::{Type, ext::IdentExt as _};

/// Requires that each hook belongs to exactly one wait, and that each wait has at most one of each kind.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    // A wait that could not be parsed may be the one that is meant.
    // If nothing waits, that is the mistake, and another rule reports it.
    let (mut is_unclear, mut waits) = (report.handles_are_unclear, false);
    for method in &model.methods {
        if method.wait().is_some() {
            waits = true;
            is_unclear |= report.is_broken(method);
        }
    }
    let is_silent = is_unclear || !waits;
    for method in &report.sound(model) {
        let Some(arming) = method.arming() else {
            continue;
        };
        let belongs = match arming.wait {
            Some(of) => {
                require_lone(method, of, model).and_then(|()| require_arguments(method, of, model))
            }
            None => require_wait(method, arming, model),
        };
        if let Err(error) = belongs {
            if !is_silent {
                report.errors.add(error);
            }
            report.breaks(method);
        }
    }
    for NamedWait { id, name, .. } in &model.waits {
        let sleeps = format!("before the task of `{name}` sleeps");
        require_one(*id, Event::Arm, &sleeps, model, report);
        let is_over = format!("when `{name}` is over");
        require_one(*id, Event::Disarm, &is_over, model, report);
    }
}

fn require_one(of: WaitId, event: Event, when: &str, model: &Model<'_>, report: &mut Report) {
    require_one_hook(model, when, report, &|method| method.runs_at(event, of));
}

/// Requires a lone wait. Of many pending waits, each would arm, and the first that is over would disarm for all.
fn require_lone(method: &Method<'_>, of: WaitId, model: &Model<'_>) -> syn::Result<()> {
    let wait = model.named_wait(of);
    let handle = &model.handles[wait.handle];
    if handle.is_lone() {
        return Ok(());
    }
    let (marker, name) = (&method.marker, &handle.ident);
    at(
        marker,
        format!(
            "`#[{}]` is for a wait of one task, and many can wait by `{}` of `{name}`: the wait of a `waiter` can be \
             armed, as in `waiter = {name}`",
            marker.to_token_stream(),
            wait.name,
        ),
    )
}

/// Reports a hook that belongs to no wait, or to several.
fn require_wait(method: &Method<'_>, arming: &Arming, model: &Model<'_>) -> syn::Result<()> {
    let marked = method.marker.to_token_stream();
    let (mut names, mut handles) = (Vec::new(), Vec::new());
    for wait in &model.waits {
        if !method.on.is_empty() && !method.on.contains(&wait.handle) {
            continue;
        }
        names.push(wait.name.to_string());
        match &arming.named {
            Some(name) if wait.is_called(name) => {
                handles.push(format!("by = {}", model.handles[wait.handle].ident));
            }
            _ => {}
        }
    }
    let whose = match method.on.as_slice() {
        [handle] => format!(" of `{}`", model.handles[*handle].ident),
        _ => String::new(),
    };
    let Some(name) = &arming.named else {
        if names.is_empty() {
            return at(
                &marked,
                format!("there is no wait{whose}, so this would never run"),
            );
        }
        let mut written = Vec::new();
        for name in &names {
            written.push(format!("#[{marked}({name})]"));
        }
        return at(
            &method.marker,
            format!(
                "there are several waits{whose}: name the one that this belongs to, {}",
                errors::list(&errors::words(&written))
            ),
        );
    };
    if !handles.is_empty() {
        return at(
            name,
            format!(
                "several handles have a wait `{name}`: add {}",
                errors::list(&errors::words(&handles))
            ),
        );
    }
    at(
        name,
        unknown_wait(name, &names, &whose, &marked.to_string(), model),
    )
}

fn unknown_wait(
    name: &Ident,
    known: &[String],
    whose: &str,
    marked: &str,
    model: &Model<'_>,
) -> String {
    let mut handles = model.handles.iter();
    let is_handle = handles.any(|handle| handle.ident.unraw() == name.unraw())
        || is_one_of(name, &["notifier", "waiter", "waiters"]);
    if is_handle {
        return format!("this names a wait; a handle is named by `#[{marked}(by = {name})]`");
    }
    if known.is_empty() {
        return format!("there is no wait{whose}");
    }
    let expected = errors::expected(&name.to_string(), &errors::words(known));
    format!("there is no wait `{name}`{whose}: {expected}")
}

/// Requires that an `#[arm]` method takes arguments of its check, in the same way as the check.
fn require_arguments(method: &Method<'_>, of: WaitId, model: &Model<'_>) -> syn::Result<()> {
    for check in &model.methods {
        let handle = check.on.first();
        let wait = handle.and_then(|handle| model.wait_of(check, *handle));
        if wait != Some(of) || method.is_alternative_to(&check.cfgs()) {
            continue;
        }
        let Some(pairs) = armed_with(check, method) else {
            return Err(not_as_the_check(method, check));
        };
        for (param, own) in &pairs {
            if own.is_field() && !(param.is_field() && param.ident == own.ident) {
                return at(
                    &own.ident,
                    format!(
                        "the check `{}` has no `#[field]` argument `{}` in this place: an `#[arm]` method \
                         takes its arguments as the check does",
                        check.name, own.ident
                    ),
                );
            }
            if matches!(ungroup(&own.ty), Type::Reference(own) if is_same(&own.elem, &param.ty)) {
                return at(
                    &own.ty,
                    format!(
                        "an `#[arm]` method takes its arguments as the check `{}` does: `{}` by value",
                        check.name, own.ident
                    ),
                );
            }
        }
    }
    Ok(())
}

fn not_as_the_check(method: &Method<'_>, check: &Method<'_>) -> syn::Error {
    let first = method.params.first().map(|param| &param.written);
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
    errors::error(&first, &message)
}
