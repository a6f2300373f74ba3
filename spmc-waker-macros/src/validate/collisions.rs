//! No two methods of a handle have one name.

use super::report::Report;
use crate::{
    model::{HandleId, HandleKind, Method, Model},
    names,
    parse::Storage,
};
use proc_macro2::Ident;
use std::collections::HashMap;
use syn::ext::IdentExt as _;

/// What has each name, and under which `cfg`s.
type Seen = HashMap<String, (String, String)>;

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    silence_duplicates(model, report);
    for (id, _) in model.handles.iter() {
        let mut seen = require_checks(model, id, report);
        require_waits(model, id, &mut seen, report);
    }
}

/// rustc reports two methods of one name on the condition, so the handles do not get both.
/// (ui: rustc_arguments/notify_called_like_another)
fn silence_duplicates(model: &Model<'_>, report: &mut Report) {
    let mut seen: Vec<(Ident, String)> = Vec::new();
    for method in &model.methods {
        let own = (method.name.unraw(), method.cfgs());
        if seen.contains(&own) {
            report.breaks(method);
        }
        seen.push(own);
    }
}

/// The methods that the macro gives a handle, whatever the user writes.
fn reserved(model: &Model<'_>, handle: HandleId) -> Seen {
    let is_borrowed = model.storage == Storage::Borrowed;
    let reserved: &[(&str, &str)] = match (model.handles[handle].kind, is_borrowed) {
        (HandleKind::Notifier, false) => &[],
        (HandleKind::Notifier, true) => &[("new", "the one that makes a notifier")],
        (HandleKind::Waiter(_), false) => {
            &[("unregister", "the one that removes the registration")]
        }
        (HandleKind::Waiters(_), false) => &[
            ("unregister", "the one that removes the registration"),
            ("of", "the one that makes another handle"),
        ],
        (HandleKind::Waiter(_) | HandleKind::Waiters(_), true) => &[
            ("unregister", "the one that removes the registration"),
            ("claim", "the one that claims the waiter"),
        ],
    };
    let named = |(name, what): &(&str, &str)| {
        let under = ((*what).to_owned(), String::new());
        ((*name).to_owned(), under)
    };
    reserved.iter().map(named).collect()
}

/// The methods that the user has written. Returns the names that are taken.
fn require_checks(model: &Model<'_>, handle: HandleId, report: &mut Report) -> Seen {
    let name = &model.handles[handle].ident;
    let mut seen = reserved(model, handle);
    let own = |method: &Method<'_>| method.is_on(handle);
    for method in report.sound(model) {
        let taken = seen.get(&method.name.unraw().to_string());
        match taken.filter(|_| own(method)) {
            Some((what, cfgs)) if !method.is_alternative_to(cfgs) => {
                report.errors.at(
                    &method.name,
                    format!(
                        "`{name}` has a method called `{}` already, {what}: give this one another name",
                        method.name
                    ),
                );
                report.breaks(method);
            }
            _ => {}
        }
    }
    for method in report.sound(model).into_iter().filter(|method| own(method)) {
        let ident = method.name.unraw();
        let what = format!("the method `{ident}`");
        seen.insert(ident.to_string(), (what, method.cfgs()));
    }
    seen
}

/// The methods that are generated for waits.
fn require_waits(model: &Model<'_>, handle: HandleId, seen: &mut Seen, report: &mut Report) {
    let name = &model.handles[handle].ident;
    for method in report.sound(model) {
        let Some(wait) = method.wait().filter(|_| method.is_wait_of(handle)) else {
            continue;
        };
        let generated = wait.methods();
        let taken = generated.iter().find_map(|(name, _)| {
            let (other, cfgs) = seen.get(&name.unraw().to_string())?;
            (!method.is_alternative_to(cfgs)).then_some((name, other))
        });
        if let Some((taken, other)) = taken {
            match &wait.sink {
                Some(sink) if *taken == names::unsent() => report.errors.at(
                    sink,
                    format!(
                        "`{name}` would have two methods called `{taken}`: that of a sink, which takes \
                         its item back, and {other}. Name that otherwise"
                    ),
                ),
                _ => report.errors.at(
                    &wait.name,
                    format!(
                        "`{name}` would have two methods called `{taken}`: this, and {other}. Name this \
                         wait otherwise"
                    ),
                ),
            }
            report.breaks(method);
            continue;
        }
        let check = &method.name;
        seen.extend(generated.into_iter().map(|(name, what)| {
            let what = format!("{what} of `{check}`");
            (name.unraw().to_string(), (what, method.cfgs()))
        }));
    }
}
