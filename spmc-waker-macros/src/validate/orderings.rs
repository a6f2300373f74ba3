//! With `sync = false`, all accesses to the condition must be `SeqCst`. Reports those that visibly are not.

use super::{atomics, report::Report};
use crate::{
    errors::Errors,
    model::{Method, Model, Role},
    parse::Given,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Looks into all bodies that can make a waiter ready. Queries cannot.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    let errors = &mut report.errors;
    if model.is_short {
        return refuse_unseen_changes(model, errors);
    }
    for method in &model.methods {
        if !is_concerned(method) {
            continue;
        }
        let when = method.notify().and_then(|notify| notify.when.as_ref());
        let body = method.written.and_then(|member| member.body.as_ref());
        find(quote!(#when #body), errors);
    }
}

/// Refuses the option for the short form, whose changes are closures that the macro does not see.
fn refuse_unseen_changes(model: &Model<'_>, errors: &mut Errors) {
    let given = model.options.sync.as_ref();
    let given = given.map(|Given { name, value }| quote!(#name = #value));
    errors.at(
        &given,
        format!(
            "`sync = false` is a promise about every change, and the macro does not see the closures \
             that `notify` takes: put `#[waitable]` on `impl {}`, where changes are methods, or leave \
             `sync` on",
            model.condition
        ),
    );
}

const fn is_concerned(method: &Method<'_>) -> bool {
    matches!(method.role, Role::Notify(_) | Role::Wait(_) | Role::OnDrop)
}

/// Reports each weak ordering in a body that changes or checks the condition.
fn find(body: TokenStream, errors: &mut Errors) {
    atomics::visit(body, &mut |scope| {
        for ordering in scope.orderings() {
            if ordering != "SeqCst" {
                refuse(ordering, errors);
            }
        }
    });
}

fn refuse(ident: &Ident, errors: &mut Errors) {
    errors.at(
        ident,
        format!(
            "with `sync = false`, `{ident}` can lose a wakeup: the waker orders nothing, so the \
             condition has to be `SeqCst`. Write `SeqCst`, or leave `sync` on; what is not part of the \
             condition can move into a method without a marker"
        ),
    );
}
