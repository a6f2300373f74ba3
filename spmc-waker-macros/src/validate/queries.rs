//! A query wakes nobody, so it must not change the condition: finds what visibly does.

use super::atomics::{self, Scope};
use crate::{
    errors::Errors,
    model::{Method, Model},
    tokens::is_punct,
};
use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

/// Reports each call in the body of a query that writes to an atomic.
pub(super) fn check(model: &Model<'_>, errors: &mut Errors) {
    let is_sound_query = |method: &&Method<'_>| method.is_query() && !method.is_broken;
    for method in model.methods.iter().filter(is_sound_query) {
        let Some(body) = method.written.and_then(|member| member.body.clone()) else {
            continue;
        };
        let (marker, way_out) = match method.wait() {
            None => ("`#[query]` method", "mark the method `#[notify]`"),
            Some(_) => ("`query` check", "leave `query` out"),
        };
        atomics::visit(TokenStream::from(body), &mut |scope| {
            if let Some(write) = write(scope) {
                errors.at(
                    write,
                    format!(
                        "`{write}` changes the condition, and a {marker} wakes nobody, so a wakeup would \
                         be lost: {way_out}; what no wait looks at can move into a method without a \
                         marker"
                    ),
                );
            }
        });
    }
}

/// The method that is called, if these are the arguments of one that writes to an atomic.
fn write(scope: &Scope) -> Option<&Ident> {
    let name = scope.operation.as_ref()?;
    let writes = name != "load" && !changes_nothing(name, &scope.tokens);
    (writes && scope.orderings().next().is_some()).then_some(name)
}

/// Whether this is a read-modify-write that leaves the value as it is.
fn changes_nothing(name: &Ident, arguments: &[TokenTree]) -> bool {
    let mut arguments = arguments.split(|token| is_punct(token, ','));
    arguments.any(|argument| match (argument, name.to_string().as_str()) {
        ([TokenTree::Literal(value)], "fetch_add" | "fetch_sub" | "fetch_or" | "fetch_xor") => {
            is_zero(value)
        }
        ([TokenTree::Ident(value)], "fetch_or" | "fetch_xor") => value == "false",
        ([TokenTree::Ident(value)], "fetch_and") => value == "true",
        _ => false,
    })
}

/// Whether a literal is the number 0, of whatever type.
fn is_zero(literal: &Literal) -> bool {
    syn::parse_str::<syn::LitInt>(&literal.to_string())
        .is_ok_and(|number| number.base10_digits() == "0")
}
