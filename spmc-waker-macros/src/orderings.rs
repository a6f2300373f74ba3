//! With `sync = false`, the condition must be `SeqCst`: finds what visibly is not.

use crate::errors::Errors;
use proc_macro2::{TokenStream, TokenTree};

const WEAK: [&str; 4] = ["Relaxed", "Acquire", "Release", "AcqRel"];

/// Reports each weak ordering in a body that changes or checks the condition.
///
/// By name, wherever it comes from: an ordering is nearly always written as `Relaxed` or with a path
/// to it, and a body is not parsed, so that macro calls in it are looked into as well.
pub(crate) fn check(body: TokenStream, errors: &mut Errors) {
    for token in body {
        match token {
            TokenTree::Ident(ident) if WEAK.iter().any(|weak| ident == weak) => errors.at(
                &ident,
                format!(
                    "with `sync = false`, `{ident}` can lose a wakeup: the waker orders nothing, so \
                     the condition has to be `SeqCst`. Write `SeqCst`, or leave `sync` on; what is \
                     not part of the condition can move into a method without a marker"
                ),
            ),
            TokenTree::Group(group) => check(group.stream(), errors),
            _ => {}
        }
    }
}
