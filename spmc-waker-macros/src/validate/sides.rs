//! Rules between the two sides of a condition.

use crate::{
    errors::Errors,
    markers::{Hook, Side},
    method::{Method, Role},
    model::{Form, Model},
};

pub(super) fn check(model: &Model<'_>, errors: &mut Errors) {
    let Form::Impl {
        methods,
        is_incomplete,
        ..
    } = &model.form
    else {
        return;
    };
    // A wait that could not be understood may be the one that is missing.
    if !is_incomplete && !model.waits(Side::Notifier) {
        for method in methods {
            check_one_sided(method, errors);
        }
    }
    for wait in methods.iter().filter_map(Method::wait) {
        if model.waits(wait.side.other()) {
            if let Some(lends) = &wait.lends {
                errors.at(
                    lends,
                    "both sides wait here, and the other one is woken when this wait is over, before \
                     what borrows from the condition is done with: return it by value",
                );
            }
        }
    }
}

/// Where the notifier does not wait, there is nobody to wake there.
fn check_one_sided(method: &Method<'_>, errors: &mut Errors) {
    match &method.role {
        Role::Notify(notify) if notify.side() == Side::Waiter => errors.at(
            notify.by.as_ref().map(|by| &by.word),
            "on the waiter, this would wake the notifier, which does not wait: give the notifier a \
             `#[wait(NAME, by = notifier)]`, or, if the method changes nothing that is waited for, \
             mark it `#[shared]`",
        ),
        Role::Hook(Hook::Arm | Hook::Disarm, Side::Notifier) => errors.at(
            &method.marker,
            "the notifier does not wait, so there is nothing to arm for it: give it a \
             `#[wait(NAME, by = notifier)]`",
        ),
        _ => {}
    }
}
