//! Recognises members that no compiler accepts. rustc parses the item before the macro does, and has reported what is
//! wrong. If the expansion contained such a member, rustc would report it again, at another place.
//!
//! A member that syn cannot parse may have newer syntax. So this looks only for what no syntax allows.

use crate::tokens::{ends_member, is_punct, split_at_commas, ungrouped};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether no compiler accepts this member. It must not be a constant, a type or a macro call.
pub(super) fn is_reported(tokens: &TokenStream) -> bool {
    let tokens: Vec<_> = ungrouped(tokens.clone()).into_iter().collect();
    let Some((last, header)) = tokens.split_last() else {
        return false;
    };
    !ends_member(last) || is_header_broken(header)
}

/// Whether the tokens before the body of a method lack its name, the type of an argument or the type of the result.
fn is_header_broken(header: &[TokenTree]) -> bool {
    let mut tokens = header.iter();
    let Some(place) = tokens.position(|token| is_word(token, "fn")) else {
        return false;
    };
    let lacks = match &header[place + 1..] {
        [TokenTree::Punct(_), ..] | [] => true,
        [name, ..] if is_parentheses(name) => true,
        [_, arguments, ..] => lacks_type(arguments),
        _ => false,
    };
    lacks || matches!(header, [.., minus, arrow] if is_punct(minus, '-') && is_punct(arrow, '>'))
}

/// Whether the last argument in parentheses is a name without a type.
fn lacks_type(arguments: &TokenTree) -> bool {
    let TokenTree::Group(group) = arguments else {
        return false;
    };
    let arguments = split_at_commas(group.stream());
    let Some(last) = arguments.last() else {
        return false;
    };
    let last = Vec::from_iter(last.clone());
    match after_attributes(&last) {
        [TokenTree::Ident(name)] => name != "self",
        _ => false,
    }
}

fn after_attributes(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [hash, TokenTree::Group(_), rest @ ..] if is_punct(hash, '#') => after_attributes(rest),
        tokens => tokens,
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_parentheses(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

#[cfg(test)]
mod tests {
    use super::is_reported;

    #[test]
    fn members_that_no_compiler_accepts_are_recognised() {
        for member in [
            "pub",
            "lower",
            "fn",
            "fn lower",
            "fn (&self) {}",
            "fn count(&self) -> {}",
            "fn lower(&self, #[once] item) {}",
        ] {
            assert!(is_reported(&member.parse().unwrap()), "{member}");
        }
    }

    #[test]
    fn members_that_a_compiler_may_accept_are_not() {
        for member in [
            "gen fn lower(&self) {}",
            "safe fn lower(&self);",
            "reuse lower::raise { self.0 }",
            "fn lower(self: &pin const Self) {}",
            "fn lower<T: [const] Clone>(&self) -> impl Fn(T) -> u8 {}",
            "fn lower<T>(&self) where {}",
            "fn lower<T>(&self) -> <T as A<fn() -> u8>>::B where for<'a> T: async Fn(&'a u8) -> u8 {}",
            "fn lower(&self, at: HashMap<K, V>, mut self) new {}",
            "fn lower<T: Fn(u8), U: ?const Fn(u8)>(&self) {}",
            "unsafe(force) fn lower(&self) {}",
        ] {
            assert!(!is_reported(&member.parse().unwrap()), "{member}");
        }
    }
}
