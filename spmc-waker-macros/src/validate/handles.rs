//! Rules for the names of handles, futures and fields, and for the fields' values.

use super::{collisions, report::Report};
use crate::{
    errors::Errors,
    model::{Handle, HandleKind, MAX_WAITS, Model},
    parse::Storage,
    syntax::has_ident,
};
use syn::ext::IdentExt as _;

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    require_names(model, report);
    collisions::require_futures(model, report);
    for handle in model.handles.iter() {
        require_fields(handle, &mut report.errors);
    }
    require_first_values(model, &mut report.errors);
    require_capacities(model, &mut report.errors);
    if let Some(first) = model.waits.get(MAX_WAITS) {
        report.errors.at(
            &first.name,
            format!("a condition has at most {MAX_WAITS} waits, each counted once for each of its handles"),
        );
    }
}

fn require_fields(handle: &Handle, errors: &mut Errors) {
    for field in &handle.fields {
        if let Some(nameless) = &field.nameless {
            errors.at(
                nameless,
                "a field of a handle needs a lifetime by name, and the handle has those of the condition: \
                 name one of them, or `'static`",
            );
        }
    }
}

/// Requires that `waiters` have a capacity exactly if they borrow the condition. (An owned condition adds slots.)
fn require_capacities(model: &Model<'_>, errors: &mut Errors) {
    let options = model.options;
    if options.may_have_handles || options.storage.is_none() && options.likely_storage.is_some() {
        return;
    }
    for handle in model.handles.iter().filter(|handle| handle.is_many()) {
        let name = &handle.ident;
        match (&handle.capacity, model.storage) {
            (Some(capacity), Storage::Owned) => errors.at(
                capacity,
                format!(
                    "any number of handles can own a condition: write `waiters = {name}`, or `storage = borrowed`"
                ),
            ),
            (None, Storage::Borrowed) => errors.at(
                &handle.written,
                format!(
                    "with `storage = borrowed`, say how many of these handles there can be at a time: \
                     `waiters = {name}[8]`"
                ),
            ),
            _ => {}
        }
    }
}

/// Refuses `self` in first values, because a field gets its value before the condition is there.
fn require_first_values(model: &Model<'_>, errors: &mut Errors) {
    for handle in model.handles.iter() {
        let maker = match (model.storage, handle.kind, model.handles.len()) {
            (Storage::Borrowed, HandleKind::Notifier, _) => "new",
            (Storage::Borrowed, _, _) => "claim",
            (Storage::Owned, _, 1) => "into_handle",
            (Storage::Owned, _, 2) => "into_pair",
            (Storage::Owned, ..) => "into_handles",
        };
        for field in &handle.fields {
            if let Some(this) = &field.this {
                errors.at(
                    this,
                    format!(
                        "the first value of a field does not see the condition: leave it out here, and pass \
                         it to `{maker}`"
                    ),
                );
            }
        }
    }
}

fn require_names(model: &Model<'_>, report: &mut Report) {
    let mut seen = vec![(&model.condition, "the condition")];
    let a_waiter = match model.handles.only_waiter() {
        Some(_) => "the waiter",
        None => "a waiter",
    };
    for handle in model.handles.iter() {
        let what = match handle.kind {
            HandleKind::Notifier => "the notifier",
            HandleKind::Waiter(_) => a_waiter,
            HandleKind::Waiters(_) => "the waiters",
        };
        let mut before = seen.iter();
        if has_ident(&model.generics, &handle.ident) {
            report.errors.at(
                &handle.ident,
                "this is the name of a generic parameter: give the handle another",
            );
        } else if let Some((name, other)) =
            before.find(|(name, _)| name.unraw() == handle.ident.unraw())
        {
            // Point at a name that the user has written, because it can be changed.
            let (at, other) = match &handle.written {
                Some(written) => (written, *other),
                None => (*name, what),
            };
            let message = if *at == "waiters" {
                format!(
                    "without a name, these are called `{}`, which is the name of {other} already: write \
                     `waiters = NAME`",
                    handle.ident
                )
            } else {
                format!("this is the name of {other} already: give this one another")
            };
            report.errors.at(at, message);
        } else {
            seen.push((&handle.ident, what));
            continue;
        }
        // A marker that uses the name may mean either handle.
        report.handles_are_unclear = true;
        report.unnamed.push(handle.id);
    }
}
