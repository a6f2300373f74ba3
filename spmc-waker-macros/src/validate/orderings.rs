//! With `sync = false`, the condition must be `SeqCst`: finds what visibly is not.

use super::report::Report;
use crate::{
    errors::Errors,
    model::{Method, Model, Role},
    parse::Given,
    tokens::is_punct,
};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};

const WEAK: [&str; 4] = ["Relaxed", "Acquire", "Release", "AcqRel"];

/// The methods of atomics that take orderings, by how their names begin.
const OPERATIONS: [&str; 5] = ["load", "store", "swap", "compare_", "fetch_"];

/// Looks into all that can make a waiter ready, which queries cannot.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    let errors = &mut report.errors;
    if model.is_short {
        return refuse_unseen_changes(model, errors);
    }
    let concerned = || model.methods.iter().filter(|method| is_concerned(method));
    for when in concerned().filter_map(|method| method.notify()?.when.as_ref()) {
        find(when.to_token_stream(), false, errors);
    }
    for body in concerned().filter_map(|method| method.written?.body.as_ref()) {
        find(TokenStream::from(body.clone()), false, errors);
    }
}

/// What a promise of `sync = false` is about, for a condition whose changes are closures.
fn refuse_unseen_changes(model: &Model<'_>, errors: &mut Errors) {
    let given = model.options.sync.as_ref();
    let given = given.map(|Given { name, value }| quote!(#name = #value));
    errors.at(
        given,
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
///
/// By name: a body is not parsed, so that macro calls in it are looked into as well. In the arguments
/// of an atomic's method, any path to such a name that stands alone is one; elsewhere, the name alone,
/// or with `Ordering` before it.
fn find(body: TokenStream, in_operation: bool, errors: &mut Errors) {
    let tokens: Vec<_> = body.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident)
                if WEAK.iter().any(|weak| ident == weak)
                    && is_ordering(&tokens, index, in_operation) =>
            {
                report(ident, errors);
            }
            TokenTree::Group(group) => {
                let is_operation = group.delimiter() == Delimiter::Parenthesis
                    && matches!(
                        index.checked_sub(1).map(|before| &tokens[before]),
                        Some(TokenTree::Ident(name)) if is_operation(name)
                    );
                find(group.stream(), is_operation, errors);
            }
            _ => {}
        }
    }
}

fn is_operation(name: &Ident) -> bool {
    let name = name.to_string();
    OPERATIONS
        .iter()
        .any(|operation| name.starts_with(operation))
}

fn is_ordering(tokens: &[TokenTree], index: usize, in_operation: bool) -> bool {
    let at = |offset: isize| {
        index
            .checked_add_signed(offset)
            .and_then(|index| tokens.get(index))
    };
    let is = |offset, mark| at(offset).is_some_and(|token| is_punct(token, mark));
    // A type, a function, a path that goes on.
    let goes_on = is(1, ':') && is(2, ':')
        || is(1, '!')
        || is(1, '<')
        || matches!(at(1), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Bracket);
    if goes_on {
        return false;
    }
    let has_path = is(-1, ':') && is(-2, ':');
    if !has_path {
        // A field, a method, a binding of that name.
        return !is(-1, '.') && !is(1, ':');
    }
    let of_ordering = matches!(at(-3), Some(TokenTree::Ident(ident)) if ident == "Ordering");
    let is_last = at(1).is_none_or(|next| is_punct(next, ','));
    of_ordering || (in_operation && is_last)
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
