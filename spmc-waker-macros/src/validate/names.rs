//! The names of handles in markers.

use super::report::Report;
use crate::{
    errors::{self, at},
    model::{HandleKind, Handles, Method, Model, Role},
    spelling,
};
use proc_macro2::Ident;

/// Each name is that of a handle, which can do what the marker says of it.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    if report.handles_are_unclear {
        let wrong = report.sound(model).into_iter();
        let wrong: Vec<_> = wrong.filter(|method| is_wrong(method, model)).collect();
        return wrong.into_iter().for_each(|method| report.breaks(method));
    }
    report.require(model, |method| require_names(method, model));
}

fn is_wrong(method: &Method<'_>, model: &Model<'_>) -> bool {
    require_names(method, model).is_err()
}

fn require_names(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    require_handles(method, model)?;
    require_waiters(method, model)
}

/// The handles that have the method, or whose hook it is.
fn require_handles(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let handles = &model.handles;
    let Some(by) = &method.by else {
        return require_only_handle(method, handles);
    };
    let mut found = Vec::new();
    for name in &by.0 {
        let handle = find(name, handles)?;
        if found.contains(&handle) {
            return at(name, format!("`{name}` is given twice: remove one"));
        }
        found.push(handle);
    }
    if method.wait().is_none() {
        return Ok(());
    }
    let mut named = by.0.iter().zip(found);
    match named.find(|(_, handle)| Some(*handle) == handles.notifier()) {
        Some((name, _)) => at(
            name,
            format!(
                "`{name}` is a notifier, which never waits: let a waiter wait. Where both sides do, they \
                 are two waiters: `#[waitable(waiter = …, waiter = …)]`"
            ),
        ),
        None => Ok(()),
    }
}

/// Where no handle is named, there is one that is meant.
fn require_only_handle(method: &Method<'_>, handles: &Handles) -> syn::Result<()> {
    if !method.on.is_empty() {
        return Ok(());
    }
    let mut waiters = handles.waiters();
    let example = waiters.next().map(|(_, waiter)| waiter.ident.to_string());
    let example = example.unwrap_or_default();
    match method.role {
        Role::Notify(_) => at(
            &method.marker,
            format!(
                "there is no notifier, so this has to say which handle has it: `by = {example}`, or name \
                 a notifier in `#[waitable(notifier = …)]`"
            ),
        ),
        Role::Wait(_) => at(
            &method.marker,
            format!(
                "there are several waiters, so this has to say which one waits: `by = {example}`"
            ),
        ),
        _ => Ok(()),
    }
}

/// The waiters that are woken.
fn require_waiters(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let (handles, mut found) = (&model.handles, Vec::new());
    let Some(names) = &method.wakes_names else {
        return Ok(());
    };
    for name in &names.0 {
        let known = handles.find(name);
        if known.is_none() && name == "none" && names.0.len() == 1 {
            continue;
        }
        if known.is_none() && name == "all" {
            return at(
                name,
                "all others are woken where nothing says that fewer are: remove `wakes`",
            );
        }
        let handle = find(name, handles)?;
        if handles[handle].kind == HandleKind::Notifier {
            return at(
                name,
                "the notifier does not wait, so there is nobody to wake",
            );
        }
        if method.on == [handle] {
            return at(
                name,
                format!(
                    "`{name}` is the handle that does this, and so it does not wait meanwhile: name the \
                     waiters to wake, or `none`"
                ),
            );
        }
        if found.contains(&handle) {
            return at(name, format!("`{name}` is given twice: remove one"));
        }
        found.push(handle);
    }
    Ok(())
}

/// The handle of this name, or what is wrong with the name.
fn find(name: &Ident, handles: &Handles) -> syn::Result<crate::model::HandleId> {
    if let Some(handle) = handles.find(name) {
        return Ok(handle);
    }
    let word = name.to_string();
    match word.as_str() {
        "notifier" => {
            return at(
                name,
                "there is no notifier: name one in `#[waitable(notifier = …)]`",
            );
        }
        "waiter" => return at(name, "there are several waiters: write the name of one"),
        _ => {}
    }
    let roles = ["notifier", "waiter"].into_iter().filter(|role| {
        let role = Ident::new(role, name.span());
        handles.find(&role).is_some()
    });
    let mut roles = roles.filter(|role| spelling::distance(&word, role) == 1);
    let known: Vec<_> = handles
        .iter()
        .map(|(_, handle)| handle.ident.to_string())
        .collect();
    let hint = match roles.next() {
        Some(role) => format!("did you mean `{role}`?"),
        None => errors::expected(&word, &known),
    };
    at(name, format!("there is no handle `{name}`: {hint}"))
}
