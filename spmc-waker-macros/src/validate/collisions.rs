//! Rules against two methods of a handle, or two types, with the same name.

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

fn take(seen: &mut Vec<Taken>, name: &Ident, what: String, cfgs: String) {
    let name = name.unraw().to_string();
    seen.push(Taken { name, what, cfgs });
}

/// Finds the last that has this name under the method's `cfg`s.
fn find<'t>(seen: &'t [Taken], name: &Ident, method: &Method<'_>) -> Option<&'t Taken> {
    let name = name.unraw().to_string();
    let mut found = None;
    for taken in seen {
        if taken.name == name && !method.is_alternative_to(&taken.cfgs) {
            found = Some(taken);
        }
    }
    found
}

/// Requires free names for the futures.
pub(super) fn require_futures(model: &Model<'_>, report: &mut Report) {
    let mut seen = Vec::new();
    let condition = "the condition".to_owned();
    take(&mut seen, &model.condition, condition, String::new());
    for handle in model.handles.iter() {
        let what = format!("the handle `{}`", handle.ident);
        take(&mut seen, &handle.ident, what, String::new());
    }
    for method in &report.sound(model) {
        let Some(wait) = method.wait() else {
            continue;
        };
        for handle in &method.on {
            let future = model.future_name(wait, *handle);
            let what = format!("the future of `{}`", wait.name);
            let other = match find(&seen, &future, method) {
                // If two waits have the same name, another rule reports that.
                Some(other) if other.what != what => &other.what,
                _ => {
                    take(&mut seen, &future, what, method.cfgs());
                    continue;
                }
            };
            let (at, hint) = match (&wait.future, method.on.len()) {
                (Some(future), _) => (future, "give the future another"),
                (None, 1) => (&wait.name, "name the future, with `future = NAME`"),
                (None, _) => (&wait.name, "name this wait otherwise"),
            };
            report.errors.at(
                at,
                format!("`{}` is the name of {other}: {hint}", future.unraw()),
            );
            report.breaks(method);
            break;
        }
    }
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
            let what = format!("the method `{}`", method.name.unraw());
            take(&mut seen, &method.name, what, method.cfgs());
        }
    }
    seen
}

/// Requires free names for the methods that are generated for waits.
fn require_waits(model: &Model<'_>, handle: HandleId, seen: &mut Vec<Taken>, report: &mut Report) {
    let name = &model.handles[handle].ident;
    for method in &report.sound(model) {
        let Some(wait) = method.wait_on(handle) else {
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
            take(seen, name, format!("{what} of `{check}`"), method.cfgs());
        }
    }
}
