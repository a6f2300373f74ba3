//! Rules between the two sides of a condition.

use crate::{
    errors::Errors,
    markers::Side,
    model::{Form, Model},
    stub::Stub,
};

/// What is lent is not done with when a wait is over, which wakes the other side.
pub(super) fn check_lending(model: &mut Model<'_>, errors: &mut Errors) {
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
            match wait.is_shared {
                true => {
                    "both sides wait here, and the other one is not woken when what borrows from the \
                     condition is done with: return it by value"
                }
                false => {
                    "both sides wait here, and the other one is woken when this wait is over, before \
                     what borrows from the condition is done with: return it by value"
                }
            },
        );
        stubs.push(Stub::of_wait(method, wait, &runtime));
        false
    });
}
