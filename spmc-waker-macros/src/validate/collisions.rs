//! No two methods of a handle have one name.

use crate::{
    errors::Errors,
    markers::Side,
    method::Method,
    model::{Form, Model},
    names,
    stub::Stub,
    wait::Wait,
};
use proc_macro2::{Span, TokenStream};
use std::collections::{HashMap, HashSet};
use syn::Ident;

pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    let sides = Side::BOTH.map(|side| (side, model.waits(side)));
    let runtime = model.runtime.clone();
    let Form::Impl { methods, stubs, .. } = &mut model.form else {
        return;
    };
    for (side, waits) in sides {
        check_side(methods, stubs, side, waits, &runtime, errors);
    }
}

fn check_side<'a>(
    methods: &mut Vec<Method<'a>>,
    stubs: &mut Vec<Stub<'a>>,
    side: Side,
    waits: bool,
    runtime: &TokenStream,
    errors: &mut Errors,
) {
    // What else has a name, and under which conditions.
    let mut seen: HashMap<Ident, (String, String)> = HashMap::new();
    if waits {
        let unregister = Ident::new("unregister", Span::call_site());
        methods.retain(|method| {
            let is_taken = method.is_on(side) && method.sig.ident == unregister;
            if is_taken {
                errors.at(
                    &method.sig.ident,
                    format!("the {side} has a method called `unregister` already: give this one another name"),
                );
            }
            !is_taken
        });
        let what = "the one that removes the registration".to_owned();
        seen.insert(unregister, (what, String::new()));
    }
    let written = methods.iter().filter(|method| method.is_on(side));
    seen.extend(written.map(|method| {
        let ident = &method.sig.ident;
        (
            ident.clone(),
            (format!("the method `{ident}`"), method.cfgs()),
        )
    }));
    methods.retain(|method| {
        let Some(wait) = method.wait().filter(|wait| wait.side == side) else {
            return true;
        };
        let generated = generated(wait);
        let taken = generated.iter().find_map(|(name, _)| {
            let (other, cfgs) = seen.get(name)?;
            (!method.is_alternative_to(cfgs)).then_some((name, other))
        });
        if let Some((name, other)) = taken {
            errors.at(
                &wait.name,
                format!(
                    "the {side} would have two methods called `{name}`: this, and {other}. Name this \
                     wait otherwise"
                ),
            );
            stubs.push(Stub::of_wait(method, wait, runtime));
            return false;
        }
        let check = &method.sig.ident;
        seen.extend(
            generated
                .into_iter()
                .map(|(name, what)| (name, (format!("{what} of `{check}`"), method.cfgs()))),
        );
        true
    });
}

/// What stands in for a mistake must not be one itself.
pub(super) fn check_stubs(model: &mut Model<'_>) {
    for side in Side::BOTH {
        let own = model.methods().iter().filter(|method| method.is_on(side));
        let mut seen: HashSet<Ident> = own.map(|method| method.sig.ident.clone()).collect();
        let waits = model.methods().iter().filter_map(Method::wait);
        let waits = waits.filter(|wait| wait.side == side);
        let mut has_default = waits.clone().any(|wait| wait.default.is_some());
        seen.extend(waits.flat_map(generated).map(|(name, _)| name));
        if model.waits(side) {
            seen.insert(Ident::new("unregister", Span::call_site()));
        }
        let Form::Impl { stubs, .. } = &mut model.form else {
            return;
        };
        for stub in stubs.iter_mut().filter(|stub| stub.is_on(side)) {
            stub.fns.retain(|sig| seen.insert(sig.ident.clone()));
            stub.default = stub.default.take().filter(|_| !has_default);
            has_default |= stub.default.is_some();
        }
    }
}

/// The methods that are generated for a wait.
fn generated(wait: &Wait) -> Vec<(Ident, &'static str)> {
    let mut generated = vec![
        (wait.name.clone(), "the wait"),
        (names::poll_name(&wait.name), "the poll method"),
    ];
    if wait.blocking.is_some() {
        let blocking = names::blocking_names(&wait.name);
        generated.extend(blocking.map(|name| (name, "the blocking wait")));
    }
    generated
}
