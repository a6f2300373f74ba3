//! With `sync = false`, the condition must be `SeqCst`: finds what visibly is not.

use super::{atomics, options::refuse_unsynchronised_closures};
use crate::{
    errors::Errors,
    model::{Method, Model, Role},
    parse::Options,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;

/// Looks into all that can make a waiter ready, which queries cannot.
pub(super) fn check(options: &Options, model: &Model<'_>, errors: &mut Errors) {
    if model.is_short {
        return refuse_unsynchronised_closures(options, model, errors);
    }
    let unclear = model.unclear.iter().map(|unclear| unclear.member);
    let methods = model.methods.iter().filter(|method| is_concerned(method));
    for method in methods.clone() {
        if let Some(when) = method.notify().and_then(|notify| notify.when.as_ref()) {
            find(when.to_token_stream(), errors);
        }
    }
    for member in methods.filter_map(|method| method.written).chain(unclear) {
        if let Some(body) = &member.body {
            find(TokenStream::from(body.clone()), errors);
        }
    }
}

const fn is_concerned(method: &Method<'_>) -> bool {
    matches!(
        method.role,
        Role::Notify(_) | Role::Wait(_) | Role::OnDrop(_)
    )
}

/// Reports each weak ordering in a body that changes or checks the condition.
fn find(body: TokenStream, errors: &mut Errors) {
    atomics::visit(body, &mut |scope| {
        for ordering in scope.weak_orderings() {
            report(ordering, errors);
        }
    });
}

fn report(ident: &Ident, errors: &mut Errors) {
    errors.at(
        ident,
        format!(
            "with `sync = false`, `{ident}` can lose a wakeup: the waker orders nothing, so the \
             condition has to be `SeqCst`. Write `SeqCst`, or leave `sync` on; what is not part of the \
             condition can move into a method without a marker"
        ),
    );
}
