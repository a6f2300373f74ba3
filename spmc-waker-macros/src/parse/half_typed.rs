//! Members that no compiler accepts. rustc has parsed the item before the macro does, and has said what is
//! wrong. If they were parsed again, they would be reported again, at other places.
//!
//! What syn cannot parse may be newer syntax. So this looks only for what no syntax allows.

use crate::tokens::{ends_member, is_punct, split_at_commas, ungrouped};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether no compiler accepts this member. The caller knows that it is no constant, type or macro call.
pub(super) fn is_reported(tokens: &TokenStream) -> bool {
    let tokens: Vec<_> = ungrouped(tokens.clone()).into_iter().collect();
    let Some((last, header)) = tokens.split_last() else {
        return false;
    };
    !ends_member(last) || is_header_broken(header)
}

/// Whether what stands before the body of a method lacks its name, the type of an argument or that of the result.
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

/// Whether the last argument in parentheses is a name alone.
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
    fn what_no_compiler_accepts() {
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
    fn what_a_compiler_may_accept() {
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
