//! A query wakes nobody, so it must not change the condition. Reports what visibly does.

use super::{
    atomics::{self, Scope},
    report::Report,
};
use crate::{model::Model, tokens::is_punct};
use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

/// Reports each call in the body of a query that writes to an atomic.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    for method in &report.sound(model) {
        let body = method.written.and_then(|member| member.body.clone());
        let Some(body) = body.filter(|_| method.is_query()) else {
            continue;
        };
        let (marker, way_out) = match method.wait() {
            None => ("`#[query]` method", "mark the method `#[notify]`"),
            Some(_) => ("`query` check", "leave `query` out"),
        };
        atomics::visit(TokenStream::from(body), &mut |scope| {
            if let Some(write) = write(scope) {
                report.errors.at(
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

/// If these are the arguments of a method that writes to an atomic, returns its name.
fn write(scope: &Scope) -> Option<&Ident> {
    let name = scope.operation.as_ref()?;
    let writes = name != "load" && !changes_nothing(name, &scope.tokens);
    (writes && !scope.orderings().is_empty()).then_some(name)
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
    let text = literal.to_string();
    let digits = match text.get(..2) {
        Some("0x" | "0o" | "0b") => &text[2..],
        _ => &text,
    };
    let suffix = digits.trim_start_matches(['0', '_']);
    suffix != digits && (suffix.is_empty() || suffix.starts_with(['u', 'i']))
}
