//! The names of handles in markers.

use super::report::Report;
use crate::{
    errors::{self, at},
    model::{HandleId, Handles, Method, Model, Role},
    spelling,
};
use proc_macro2::Ident;

/// Requires that each name is that of a handle, which can do what the marker says.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    require_each(model, report, require_handles);
}

/// Applies a rule about names. If the names of the handles are not known, a method that fails is broken, but not
/// reported.
pub(super) fn require_each(
    model: &Model<'_>,
    report: &mut Report,
    rule: fn(&Method<'_>, &Model<'_>) -> syn::Result<()>,
) {
    if !report.handles_are_unclear {
        return report.require(model, &|method| rule(method, model));
    }
    for method in &report.sound(model) {
        if rule(method, model).is_err() {
            report.breaks(method);
        }
    }
}

/// Requires that the handles of a method exist, and can have it.
fn require_handles(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let handles = &model.handles;
    let Some(by) = &method.by else {
        return require_only_handle(method, handles);
    };
    let mut found = Vec::new();
    for name in &by.0 {
        let handle = find_handle(name, handles)?;
        if found.contains(&handle) {
            return at(name, format!("`{name}` is given twice: remove one"));
        }
        found.push(handle);
    }
    for name in &by.0 {
        if method.wait().is_some() && handles.find(name) == handles.notifier() {
            return at(
                name,
                format!(
                    "`{name}` is a notifier, which never waits: let a waiter wait. Where both sides do, they \
                     are two waiters: `#[waitable(waiter = …, waiter = …)]`"
                ),
            );
        }
    }
    Ok(())
}

/// Requires that only one handle can be meant, if none is named.
fn require_only_handle(method: &Method<'_>, handles: &Handles) -> syn::Result<()> {
    if !method.on.is_empty() {
        return Ok(());
    }
    let example = match handles.waiters() {
        [waiter, ..] => waiter.ident.to_string(),
        [] => String::new(),
    };
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

/// Finds the handle with this name. The error says what is wrong with the name.
fn find_handle(name: &Ident, handles: &Handles) -> syn::Result<HandleId> {
    let mut known = Vec::new();
    for handle in handles.iter() {
        known.push(handle.ident.to_string());
    }
    find(name, handles, "handle", &known)
}

/// Like [`find_handle`], for names that may mean something else, too.
pub(super) fn find(
    name: &Ident,
    handles: &Handles,
    what: &str,
    known: &[String],
) -> syn::Result<HandleId> {
    if let Some(handle) = handles.find(name) {
        return Ok(handle);
    }
    let word = name.to_string();
    if let "notifier" | "waiter" | "waiters" = word.as_str() {
        return at(name, not_the_only_one(&word, handles));
    }
    let mut hint = errors::expected(&word, &errors::words(known));
    for role in &["notifier", "waiter", "waiters"] {
        if handles.only(role).is_some() && spelling::distance(&word, role) == 1 {
            hint = format!("did you mean `{role}`?");
        }
    }
    at(name, format!("there is no {what} `{name}`: {hint}"))
}

/// Returns the message for `notifier`, `waiter` or `waiters`, if there is not exactly one such handle.
fn not_the_only_one(word: &str, handles: &Handles) -> String {
    let mut all = handles.iter();
    let others = if word == "waiter" {
        "waiters"
    } else {
        "waiter"
    };
    match word {
        "notifier" => "there is no notifier: name one in `#[waitable(notifier = …)]`".to_owned(),
        _ if all.any(|handle| handle.option() == word) => {
            let several = if word == "waiter" {
                "waiters"
            } else {
                "kinds of `waiters`"
            };
            format!("there are several {several}: write the name of one")
        }
        _ if handles.only(others).is_some() => {
            format!("there is no `{word}` here: did you mean `{others}`?")
        }
        _ => format!("there is no `{word}` here: write the name of a handle"),
    }
}
