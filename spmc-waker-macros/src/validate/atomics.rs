//! Finds calls of the methods of atomics, and the orderings in them.
//!
//! Both are found by name. Bodies are not parsed, so that the search also looks into macro calls and closures.

use crate::tokens::{is_one_of, is_punct, split_at_commas, ungrouped};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

const ORDERINGS: [&str; 5] = ["Relaxed", "Acquire", "Release", "AcqRel", "SeqCst"];

/// The tokens between two brackets, or of a whole body.
pub(super) struct Scope {
    /// The tokens without the invisible groups of `macro_rules!`.
    pub(super) tokens: Vec<TokenTree>,
    /// If these may be the arguments of an atomic's method, its name.
    pub(super) operation: Option<Ident>,
}

/// Visits a body, and everything between brackets in it, in the order of the source.
pub(super) fn visit(body: TokenStream, visitor: &mut dyn FnMut(&Scope)) {
    visit_scope(body, None, visitor);
}

fn visit_scope(body: TokenStream, operation: Option<Ident>, visitor: &mut dyn FnMut(&Scope)) {
    let tokens: Vec<_> = ungrouped(body).into_iter().collect();
    let scope = Scope { tokens, operation };
    visitor(&scope);
    for (index, token) in scope.tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            let operation = match (group.delimiter(), scope.at(index, -1)) {
                (Delimiter::Parenthesis, Some(TokenTree::Ident(name))) => {
                    is_operation(name, group.stream()).then(|| name.clone())
                }
                _ => None,
            };
            visit_scope(group.stream(), operation, visitor);
        }
    }
}

/// Whether a call may be that of an atomic's method, those of the crate `portable-atomic` included. Other types have
/// methods of these names, but with fewer arguments.
fn is_operation(name: &Ident, arguments: TokenStream) -> bool {
    let least = match name.to_string().as_str() {
        "load" | "fetch_not" | "fetch_neg" => 1,
        "store" | "swap" | "add" | "sub" | "and" | "or" | "xor" => 2,
        "update" | "try_update" => 3,
        name if name.starts_with("compare_") => 3,
        name if name.starts_with("fetch_") || name.starts_with("bit_") => 2,
        _ => return false,
    };
    split_at_commas(arguments).len() >= least
}

impl Scope {
    fn at(&self, index: usize, offset: isize) -> Option<&TokenTree> {
        let index = index.checked_add_signed(offset)?;
        self.tokens.get(index)
    }

    /// Returns the orderings that are named here.
    ///
    /// In the arguments of an atomic's method, every path that ends in such a name and is a whole argument is an
    /// ordering. Elsewhere, only the name alone is, or the name after `Ordering::`.
    pub(super) fn orderings(&self) -> Vec<&Ident> {
        let mut orderings = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(ident)
                    if is_one_of(ident, &ORDERINGS) && self.is_ordering(index) =>
                {
                    orderings.push(ident);
                }
                _ => {}
            }
        }
        orderings
    }

    fn is_ordering(&self, index: usize) -> bool {
        let at = |offset| self.at(index, offset);
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
        of_ordering || (self.operation.is_some() && is_last)
    }
}
