//! Rules for what a condition must have: a wait for each waiter, and something that wakes it.

use super::{params::require_marked_method, report::Report};
use crate::{
    errors::Errors,
    model::{Handle, MAX_WAITS, Method, Model, Role, WaitId},
    parse::{ImplBlock, Member, MemberFn, is_on_argument, marker_of},
};
use quote::ToTokens as _;

/// Requires that each waiter has a wait, and that something wakes it.
pub(super) fn require(item: &ImplBlock, model: &Model<'_>, report: &mut Report) {
    require_places(item, &mut report.errors);
    // A method that could not be parsed may be the one that is missing.
    if is_unclear(item) {
        return;
    }
    let has_wait = model.methods.iter().any(|method| method.wait().is_some());
    // `until` stands for the wait. The error about it says what to do.
    if !has_wait && model.options.until.is_some() {
        return;
    }
    if model.methods.is_empty() {
        report.errors.at(
            &item.impl_token,
            "no method here is marked: mark the check with `#[wait(NAME)]`, and what can make it \
             ready with `#[notify]`",
        );
    } else if !has_wait {
        report.errors.at(
            &item.impl_token,
            "nothing here can be waited for: mark the method that checks the condition with \
             `#[wait(NAME)]`",
        );
    } else if report.broken.is_empty()
        && !report.handles_are_unclear
        && model.waits.len() <= MAX_WAITS
    {
        for waiter in model.handles.waiters() {
            require_wait(waiter, item, model, &mut report.errors);
        }
    }
}

/// Requires that markers are on methods, and markers of arguments on arguments of marked methods.
fn require_places(item: &ImplBlock, errors: &mut Errors) {
    for member in &item.members {
        match member {
            Member::Fn(member) => require_on_argument(member, errors),
            Member::Other {
                attrs,
                is_wrong: false,
                ..
            } => {
                for attr in attrs {
                    if let Some(marker) = marker_of(attr) {
                        errors.at(attr.path(), format!("`#[{marker}]` goes on a method"));
                    }
                }
            }
            Member::Other { .. } => {}
        }
    }
}

fn require_on_argument(member: &MemberFn, errors: &mut Errors) {
    if let Some(attr) = member.attrs.iter().find(|attr| is_on_argument(attr)) {
        let path = attr.path();
        errors.at(
            path,
            format!(
                "`#[{}]` goes on an argument of a method: `{}`",
                path.to_token_stream(),
                if path.is_ident("once") {
                    "#[once] item: &mut Option<T>"
                } else {
                    "#[field] field: &mut T"
                }
            ),
        );
    } else if member.marker.is_none() {
        errors.ok(require_marked_method(member));
    }
}

/// Whether a marker may be on the wrong thing, or belong to a method that is half written.
fn is_unclear(item: &ImplBlock) -> bool {
    for member in &item.members {
        let (attrs, is_fn, is_wrong) = match member {
            Member::Fn(member) => (&member.attrs, true, false),
            Member::Other {
                attrs, is_wrong, ..
            } => (attrs, false, *is_wrong),
        };
        for attr in attrs {
            if !is_fn && marker_of(attr).is_some() || is_on_argument(attr) {
                return true;
            }
        }
        if is_wrong {
            return true;
        }
    }
    false
}

/// Requires that a handle has a wait, and that something wakes each of its waits.
fn require_wait(waiter: &Handle, item: &ImplBlock, model: &Model<'_>, errors: &mut Errors) {
    let name = &waiter.ident;
    let (mut all, mut missed) = (0, Vec::new());
    for wait in &model.waits {
        if wait.handle == waiter.id {
            all += 1;
            let mut methods = model.methods.iter();
            if !methods.any(|method| wakes(method, wait.id, model)) {
                missed.push(&wait.name);
            }
        }
    }
    if all == 0 {
        errors.at(
            name,
            format!(
                "`{name}` has no wait: mark a check with `#[wait(NAME, by = {name})]`, or do not \
                 make it a waiter"
            ),
        );
    } else if missed.len() < all {
        for wait in missed {
            errors.at(
                wait,
                format!(
                    "nothing here would ever wake a task that waits by `{wait}`: mark what makes its \
                     condition true with `#[notify]` or `#[wait]`, and do not leave it out of their `wakes`"
                ),
            );
        }
    } else if model.handles.only_waiter().is_some() {
        errors.at(
            &item.impl_token,
            "nothing here would ever wake the waiter: mark the methods that can make the condition \
             true with `#[notify]`",
        );
    } else {
        errors.at(
            name,
            format!(
                "nothing here would ever wake `{name}`: mark what others do to make its condition true \
                 with `#[notify]` or `#[wait]`, and do not leave it out of their `wakes`"
            ),
        );
    }
}

/// Whether any handle wakes this wait by the method. The wait's own check does not count.
fn wakes(method: &Method<'_>, wait: WaitId, model: &Model<'_>) -> bool {
    let is_change = !matches!(method.role, Role::Query(_) | Role::Arming(_));
    let mut by = method.on.iter();
    is_change
        && by.any(|by| {
            model.wakes(method, *by).has(wait) && model.wait_of(method, *by) != Some(wait)
        })
}
