//! Each `#[arm]` and `#[disarm]` belongs to one wait.

use super::roles;
use crate::{
    errors::{self, Errors},
    markers::{Arming, Event, Side},
    method::{Method, Role},
    model::{Form, Model},
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;

/// Finds the waits that are meant, and where there is more than one method for one of them.
pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    // A wait that could not be understood may be the one that is meant.
    let unclear = Side::BOTH.map(|side| model.stubs().iter().any(|stub| stub.may_wait(side)));
    let is_unclear = |arming: &Arming| match (arming.by, &arming.wait) {
        (None, Some(_)) => unclear != [false; 2],
        (by, _) => unclear[by.unwrap_or(Side::Waiter) as usize],
    };
    let has_waits = !model.wait_names().is_empty() || unclear != [false; 2];
    let waits = model.wait_names();
    let Form::Impl { methods, .. } = &mut model.form else {
        return;
    };
    methods.retain_mut(|method| {
        let Role::Arming(arming) = &mut method.role else {
            return true;
        };
        match find(arming, &waits, &method.marker) {
            Ok((side, wait)) => {
                (arming.by, arming.wait) = (Some(*side), Some(wait.clone()));
                return true;
            }
            // Where nothing waits, that is the mistake.
            Err((tokens, message)) if has_waits && !is_unclear(arming) => {
                errors.at(tokens, message);
            }
            Err(_) => {}
        }
        false
    });
    for (side, wait) in &waits {
        for (event, when) in [
            (Event::Arm, "before the task of `{}` sleeps"),
            (Event::Disarm, "when `{}` is over"),
        ] {
            let is_hook = |method: &Method<'_>| {
                let mut arming = method.arming().into_iter();
                arming.any(|arming| arming.event == event && arming.is_of(*side, wait))
            };
            let when = when.replace("{}", &wait.to_string());
            roles::check_hooks(methods, &when, is_hook, errors);
        }
    }
}

/// The wait that is meant, or what is wrong, and where.
fn find<'w>(
    arming: &Arming,
    waits: &'w [(Side, Ident)],
    marker: &syn::Path,
) -> Result<&'w (Side, Ident), (TokenStream, String)> {
    let of_side = |by: Option<Side>| {
        let is_of = move |wait: &&(Side, Ident)| by.is_none_or(|by| wait.0 == by);
        waits.iter().filter(is_of).collect::<Vec<_>>()
    };
    let names = |waits: &[&(Side, Ident)], around: &dyn Fn(&Ident) -> String| {
        waits.iter().map(|wait| around(&wait.1)).collect::<Vec<_>>()
    };
    let marked = marker.to_token_stream();
    let Some(name) = &arming.wait else {
        let side = arming.by.unwrap_or(Side::Waiter);
        let found = of_side(Some(side));
        return match (found.as_slice(), side) {
            ([wait], _) => Ok(*wait),
            ([], Side::Notifier) => Err((
                marked,
                "the notifier does not wait, so this would never run: give it a \
                 `#[wait(NAME, by = notifier)]`, or leave `by` out"
                    .to_owned(),
            )),
            ([], Side::Waiter) => Err((
                marked.clone(),
                format!(
                    "the waiter has no wait that this could belong to: write `#[{marked}(by = \
                     notifier)]`, or the name of a wait"
                ),
            )),
            (several, _) => {
                let written = names(several, &|wait| format!("#[{marked}({wait})]"));
                let written: Vec<_> = written.iter().map(String::as_str).collect();
                Err((
                    marked.clone(),
                    format!(
                        "the {side} has several waits: name the one that this belongs to, {}",
                        errors::list(&written)
                    ),
                ))
            }
        };
    };
    let known = of_side(arming.by);
    let named: Vec<_> = known
        .iter()
        .filter(|wait| wait.1.unraw() == name.unraw())
        .collect();
    match named.as_slice() {
        [wait] => Ok(**wait),
        [] => {
            let message = if name == "notifier" || name == "waiter" {
                format!("`by` names a side: `#[{marked}(by = {name})]`")
            } else {
                let known = names(&known, &Ident::to_string);
                let known: Vec<_> = known.iter().map(String::as_str).collect();
                let whose = arming
                    .by
                    .map_or_else(String::new, |side| format!(" of the {side}"));
                match known.is_empty() {
                    true => format!("there is no wait{whose}"),
                    false => format!(
                        "there is no wait `{name}`{whose}: {}",
                        errors::expected(&name.to_string(), &known)
                    ),
                }
            };
            Err((name.to_token_stream(), message))
        }
        _ => Err((
            name.to_token_stream(),
            format!("both sides have a wait `{name}`: add `by = notifier`, or `by = waiter`"),
        )),
    }
}
