//! Rules between the two sides of a condition.

use crate::{
    errors::Errors,
    markers::{Hook, Side},
    method::Method,
    model::{Form, Model},
    stub::Stub,
};

pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    // A wait that could not be understood may be the one that is missing.
    let mut stubs = model.stubs().iter();
    if !stubs.any(|stub| stub.may_wait(Side::Notifier)) && !model.waits(Side::Notifier) {
        for method in model.methods() {
            check_one_sided(method, errors);
        }
    }
    check_lending(model, errors);
}

/// What is lent is not done with when a wait is over, which wakes the other side.
fn check_lending(model: &mut Model<'_>, errors: &mut Errors) {
    let waiting = Side::BOTH.map(|side| model.waits(side).then_some(side));
    let runtime = model.runtime.clone();
    let Form::Impl { methods, stubs, .. } = &mut model.form else {
        return;
    };
    methods.retain(|method| {
        let Some(wait) = method.wait() else {
            return true;
        };
        let Some(lends) = &wait.lends else {
            return true;
        };
        if !waiting.contains(&Some(wait.side.other())) {
            return true;
        }
        errors.at(
            lends,
            "both sides wait here, and the other one is woken when this wait is over, before what \
             borrows from the condition is done with: return it by value",
        );
        stubs.push(Stub::of_wait(method, wait, &runtime));
        false
    });
}

/// Where the notifier does not wait, nothing is armed for it.
fn check_one_sided(method: &Method<'_>, errors: &mut Errors) {
    if [Hook::Arm, Hook::Disarm]
        .iter()
        .any(|hook| method.hooks(*hook, Side::Notifier))
    {
        errors.at(
            &method.marker,
            "the notifier does not wait, so this would never run: give it a \
             `#[wait(NAME, by = notifier)]`, or leave `by` out",
        );
    }
}
