//! What a condition must have, and what it can have one of.

use super::params::check_argument_markers;
use crate::{
    errors::Errors,
    model::{Method, Model, Role},
    parse::{ImplBlock, Member, is_nearly_marker, marker_of},
};
use syn::Attribute;

/// A condition whose waiter has no wait, or is never woken, waits forever or for nothing.
pub(super) fn check(item: &ImplBlock, model: &Model<'_>, errors: &mut Errors) {
    let mut is_misplaced = false;
    for member in &item.members {
        match member {
            Member::Fn(member) => {
                if member.attrs.iter().all(|attr| marker_of(attr).is_none()) {
                    if let Err(error) = check_argument_markers(member) {
                        errors.add(error);
                    }
                }
            }
            Member::Other {
                attrs,
                is_wrong: false,
                ..
            } => {
                for attr in attrs {
                    if let Some(marker) = marker_of(attr) {
                        is_misplaced = true;
                        errors.at(attr.path(), format!("`#[{marker}]` goes on a method"));
                    }
                }
            }
            Member::Other { .. } => is_misplaced = true,
        }
    }
    let attrs = || item.member_attrs();
    let is_misspelled = |attr: &Attribute| marker_of(attr).is_none() && is_nearly_marker(attr);
    // What could not be understood is not missing.
    let is_whole = !is_misplaced
        && !attrs().any(is_misspelled)
        && model.unclear.is_empty()
        && !model.handles_are_unclear
        && model.methods.iter().all(|method| !method.is_broken);
    let waits = attrs().any(|attr| marker_of(attr).as_deref() == Some("wait"));
    let marked = attrs().filter_map(marker_of).count();
    if is_misplaced || attrs().any(is_misspelled) {
        return;
    }
    if marked == 0 {
        return errors.at(
            item.impl_token,
            "no method here is marked: mark the check with `#[wait(NAME)]`, and what can make it \
             ready with `#[notify]`",
        );
    }
    if !waits {
        return errors.at(
            item.impl_token,
            "nothing here can be waited for: mark the method that checks the condition with \
             `#[wait(NAME)]`",
        );
    }
    if !is_whole {
        return;
    }
    let is_only = model.waiters().count() == 1;
    for (index, waiter) in model.waiters() {
        let name = &waiter.ident;
        if !model.methods.iter().any(|method| method.is_wait_of(index)) {
            errors.at(
                name,
                format!(
                    "`{name}` has no wait: mark a check with `#[wait(NAME, by = {name})]`, or make it \
                     no waiter"
                ),
            );
            continue;
        }
        if model
            .methods
            .iter()
            .any(|method| wakes(method, index, model))
        {
            continue;
        }
        match (is_only, waiter.is_named) {
            (true, _) => errors.at(
                item.impl_token,
                "nothing here would ever wake the waiter: mark the methods that can make the condition \
                 true with `#[notify]`",
            ),
            (false, _) => errors.at(
                name,
                format!(
                    "nothing here would ever wake `{name}`: mark what others do to make its condition \
                     true with `#[notify]` or `#[wait]`, and do not leave it out of their `wakes`"
                ),
            ),
        }
    }
}

/// Whether some handle wakes this waiter by the method.
fn wakes(method: &Method<'_>, waiter: usize, model: &Model<'_>) -> bool {
    let Some(number) = model.handles[waiter].waiter() else {
        return false;
    };
    let is_change = matches!(
        method.role,
        Role::Notify(_) | Role::Apply | Role::Wait(_) | Role::OnDrop(_)
    );
    let mut by = method.on.iter();
    is_change && by.any(|by| model.wakes(method, *by) & (1 << number) != 0)
}

/// What there can be one of for each handle.
pub(super) fn check_unique(model: &mut Model<'_>, errors: &mut Errors) {
    for handle in 0..model.handles.len() {
        let name = model.handles[handle].ident.clone();
        let when = match model.handles[handle].waiter() {
            None => format!("when the last `{name}` is dropped"),
            Some(_) => format!("when `{name}` is dropped"),
        };
        check_hooks(model, &when, errors, |method| {
            method.runs_on_drop_of(handle)
        });
        check_words(model, handle, errors);
    }
}

/// A handle is a future, a stream or a sink in one way.
fn check_words(model: &mut Model<'_>, handle: usize, errors: &mut Errors) {
    // The conditions of the first one, of each kind.
    let mut first: [Option<String>; 3] = Default::default();
    let name = model.handles[handle].ident.clone();
    for method in &mut model.methods {
        if method.is_broken || !method.is_wait_of(handle) {
            continue;
        }
        let cfgs = method.cfgs();
        let is_alternative: Vec<bool> = first
            .iter()
            .map(|first| {
                first
                    .as_ref()
                    .is_none_or(|first| method.is_alternative_to(first))
            })
            .collect();
        let Some(wait) = method.wait_mut() else {
            continue;
        };
        let kinds = [
            (
                &mut wait.awaited,
                "an `await` wait",
                "awaiting it can mean only one",
            ),
            (&mut wait.stream, "a stream", "it can be only one"),
            (&mut wait.sink, "a sink", "it can be only one"),
        ];
        for (kind, (word, what, why)) in kinds.into_iter().enumerate() {
            if word.is_none() {
                continue;
            }
            if first[kind].is_some() && !is_alternative[kind] {
                errors.at(word.take(), format!("`{name}` has {what} already: {why}"));
            } else {
                first[kind].get_or_insert_with(|| cfgs.clone());
            }
        }
    }
}

/// Of these methods, one can run `when` it is time.
pub(super) fn check_hooks(
    model: &mut Model<'_>,
    when: &str,
    errors: &mut Errors,
    is_hook: impl Fn(&Method<'_>) -> bool,
) {
    let mut first = None;
    for method in &mut model.methods {
        if method.is_broken || !is_hook(method) {
            continue;
        }
        let Some((first, cfgs)) = &first else {
            first = Some((method.name.clone(), method.cfgs()));
            continue;
        };
        if method.is_alternative_to(cfgs) {
            continue;
        }
        errors.at(
            &method.marker,
            format!("`{first}` already runs {when}: call this method from it"),
        );
        method.is_broken = true;
    }
}
