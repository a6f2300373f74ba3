//! No two methods of a handle have one name.

use crate::{
    errors::Errors,
    model::{HandleKind, Method, Model, Wait},
    names,
    parse::Storage,
};
use proc_macro2::{Ident, Span};
use std::collections::HashMap;
use syn::ext::IdentExt as _;

/// What else has a name, and under which conditions.
type Seen = HashMap<String, (String, String)>;

pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    silence_duplicates(model);
    for handle in 0..model.handles.len() {
        check_handle(model, handle, errors);
    }
}

/// rustc says where the condition has two methods of one name, and would say it of the handles again.
fn silence_duplicates(model: &mut Model<'_>) {
    let mut seen: Vec<(Ident, String)> = Vec::new();
    for method in &mut model.methods {
        let own = (method.name.unraw(), method.cfgs());
        method.is_broken |= seen.contains(&own);
        seen.push(own);
    }
}

/// The methods that the macro gives a handle, whatever the user writes.
pub(crate) fn reserved(model: &Model<'_>, handle: usize) -> Vec<(Ident, &'static str)> {
    let mut reserved = Vec::new();
    let kind = model.handles[handle].kind;
    if let HandleKind::Waiter(_) = kind {
        reserved.push(("unregister", "the one that removes the registration"));
    }
    if model.storage == Storage::Borrowed {
        reserved.push(match kind {
            HandleKind::Notifier => ("new", "the one that makes a notifier"),
            HandleKind::Waiter(_) => ("claim", "the one that claims the waiter"),
        });
    }
    let reserved = reserved.into_iter();
    reserved
        .map(|(name, what)| (Ident::new(name, Span::call_site()), what))
        .collect()
}

fn check_handle(model: &mut Model<'_>, handle: usize, errors: &mut Errors) {
    let name = model.handles[handle].ident.clone();
    let mut seen: Seen = reserved(model, handle)
        .into_iter()
        .map(|(ident, what)| (ident.to_string(), (what.to_owned(), String::new())))
        .collect();
    for method in &mut model.methods {
        let is_new = !method.is_broken && method.is_on(handle);
        let taken = seen.get(&method.name.unraw().to_string());
        let (true, Some((what, cfgs))) = (is_new, taken) else {
            continue;
        };
        if method.is_alternative_to(cfgs) {
            continue;
        }
        errors.at(
            &method.name,
            format!(
                "`{name}` has a method called `{}` already, {what}: give this one another name",
                method.name
            ),
        );
        method.is_broken = true;
    }
    let own = |method: &&Method<'_>| !method.is_broken && method.is_on(handle);
    seen.extend(model.methods.iter().filter(own).map(|method| {
        let ident = method.name.unraw();
        let what = format!("the method `{ident}`");
        (ident.to_string(), (what, method.cfgs()))
    }));
    for method in &mut model.methods {
        if method.is_broken || !method.is_wait_of(handle) {
            continue;
        }
        let Some(wait) = method.wait() else {
            continue;
        };
        let generated = generated(wait);
        let taken = generated.iter().find_map(|(name, _)| {
            let (other, cfgs) = seen.get(&name.unraw().to_string())?;
            (!method.is_alternative_to(cfgs)).then_some((name, other))
        });
        if let Some((taken, other)) = taken {
            match &wait.sink {
                Some(sink) if *taken == names::unsent() => errors.at(
                    sink,
                    format!(
                        "`{name}` would have two methods called `{taken}`: that of each sink, which takes \
                         back its item, and {other}. Name that otherwise"
                    ),
                ),
                _ => errors.at(
                    &wait.name,
                    format!(
                        "`{name}` would have two methods called `{taken}`: this, and {other}. Name this \
                         wait otherwise"
                    ),
                ),
            }
            method.is_broken = true;
            continue;
        }
        let check = &method.name;
        seen.extend(generated.into_iter().map(|(name, what)| {
            let what = format!("{what} of `{check}`");
            (name.unraw().to_string(), (what, method.cfgs()))
        }));
    }
}

/// The methods that are generated for a wait.
pub(crate) fn generated(wait: &Wait) -> Vec<(Ident, &'static str)> {
    let mut generated = vec![
        (wait.name.clone(), "the wait"),
        (names::poll_name(&wait.name), "the poll method"),
    ];
    if wait.blocking.is_some() {
        let blocking = names::blocking_names(&wait.name);
        generated.extend(blocking.map(|name| (name, "the blocking wait")));
    }
    if wait.sink.is_some() {
        generated.push((names::unsent(), "what takes back the item"));
    }
    generated
}
