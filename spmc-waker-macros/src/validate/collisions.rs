//! Rules against two methods of a handle with the same name.

use super::report::Report;
use crate::{
    model::{HandleId, HandleKind, Method, Model},
    names,
    parse::Storage,
};
use proc_macro2::Ident;
use syn::ext::IdentExt as _;

/// A name that is taken, what it belongs to, and its `cfg`s.
struct Taken {
    name: String,
    what: String,
    cfgs: String,
}

fn find<'t>(seen: &'t [Taken], name: &Ident, method: &Method<'_>) -> Option<&'t Taken> {
    let name = name.unraw().to_string();
    let last = seen.iter().rev().find(|taken| taken.name == name);
    last.filter(|taken| !method.is_alternative_to(&taken.cfgs))
}

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    silence_duplicates(model, report);
    for handle in model.handles.iter() {
        let mut seen = require_checks(model, handle.id, report);
        require_waits(model, handle.id, &mut seen, report);
    }
}

/// Breaks methods of the condition with the same name, without an error, because rustc reports them
/// (ui: rustc_arguments/notify_called_like_another).
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

/// Returns the names of methods that every handle of this kind gets.
fn reserved(model: &Model<'_>, handle: HandleId) -> Vec<Taken> {
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
    let mut taken = Vec::new();
    for (name, what) in reserved {
        taken.push(Taken {
            name: (*name).to_owned(),
            what: (*what).to_owned(),
            cfgs: String::new(),
        });
    }
    taken
}

/// Requires free names for the methods that the user has written. Returns the names that are taken then.
fn require_checks(model: &Model<'_>, handle: HandleId, report: &mut Report) -> Vec<Taken> {
    let name = &model.handles[handle].ident;
    let mut seen = reserved(model, handle);
    for method in &report.sound(model) {
        if !method.is_on(handle) {
            continue;
        }
        if let Some(taken) = find(&seen, &method.name, method) {
            report.errors.at(
                &method.name,
                format!(
                    "`{name}` has a method called `{}` already, {}: give this one another name",
                    method.name, taken.what
                ),
            );
            report.breaks(method);
        }
    }
    for method in &report.sound(model) {
        if method.is_on(handle) {
            let name = method.name.unraw().to_string();
            let what = format!("the method `{name}`");
            let cfgs = method.cfgs();
            seen.push(Taken { name, what, cfgs });
        }
    }
    seen
}

/// Requires free names for the methods that are generated for waits.
fn require_waits(model: &Model<'_>, handle: HandleId, seen: &mut Vec<Taken>, report: &mut Report) {
    let name = &model.handles[handle].ident;
    for method in &report.sound(model) {
        let Some(wait) = method.wait().filter(|_| method.is_wait_of(handle)) else {
            continue;
        };
        let generated = wait.methods();
        let mut taken = None;
        for (name, _) in &generated {
            taken = taken.or(find(seen, name, method).map(|other| (name, other)));
        }
        if let Some((taken, other)) = taken {
            let other = &other.what;
            match &wait.sink {
                Some(sink) if *taken == names::unsent() => report.errors.at(
                    sink,
                    format!(
                        "`{name}` would have two methods called `{taken}`: that of a sink, which takes \
                         its item back, and {other}. Give that another name"
                    ),
                ),
                _ => report.errors.at(
                    &wait.name,
                    format!(
                        "`{name}` would have two methods called `{taken}`: this, and {other}. Give this \
                         wait another name"
                    ),
                ),
            }
            report.breaks(method);
            continue;
        }
        let check = &method.name;
        for (name, what) in &generated {
            seen.push(Taken {
                name: name.unraw().to_string(),
                what: format!("{what} of `{check}`"),
                cfgs: method.cfgs(),
            });
        }
    }
}
