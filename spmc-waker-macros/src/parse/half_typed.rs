//! Members that no compiler accepts. rustc has parsed the item before the macro does, and has said what is
//! wrong: parsed once more, they would be reported once more, at other places.
//!
//! What only syn cannot parse may be syntax that is newer. So this looks for what no syntax has.

use crate::tokens::{ends_member, is_punct, split_at_commas, ungrouped};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether no compiler accepts this, which is no constant, type or macro call.
pub(super) fn is_reported(tokens: &TokenStream) -> bool {
    let tokens: Vec<_> = ungrouped(tokens.clone()).into_iter().collect();
    let Some((last, header)) = tokens.split_last() else {
        return false;
    };
    !ends_member(last)
        || is_stray(&tokens)
        || match header.iter().any(|token| is_word(token, "fn")) {
            true => is_header_broken(header),
            false => is_name_with_arguments(header),
        }
}

/// Whether this is no more than the beginning of attributes, or of a visibility: `#`, `#[]`, `#[doc =]`,
/// `pub`.
fn is_stray(tokens: &[TokenTree]) -> bool {
    let (mut is_broken, mut is_after_hash) = (false, false);
    for token in tokens {
        let is_hash = is_punct(token, '#');
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let last = group.stream().into_iter().last();
                is_broken |= last.is_none_or(|last| is_punct(&last, '='));
            }
            TokenTree::Ident(ident) if ident == "pub" => is_broken = true,
            token if is_hash || is_punct(token, '!') => is_broken |= is_after_hash,
            _ => return false,
        }
        is_after_hash = is_hash;
    }
    is_broken || is_after_hash
}

/// Whether what stands before the body of a method lacks a part.
fn is_header_broken(header: &[TokenTree]) -> bool {
    let mut halves = header.splitn(2, |token| is_word(token, "where"));
    let (signature, bounds) = (halves.next().unwrap_or_default(), halves.next());
    let mut after_fn = signature.splitn(2, |token| is_word(token, "fn")).skip(1);
    let (lacks_name, lacks_type) = match after_fn.next() {
        Some([TokenTree::Punct(_), ..] | []) | None => (true, false),
        Some([name, ..]) if is_parentheses(name) => (true, false),
        Some([_, arguments, ..]) => (false, lacks_type(arguments)),
        Some(_) => (false, false),
    };
    let lacks_result = !signature.is_empty() && is_arrow(signature, signature.len() - 1);
    let lacks_bound = bounds.is_some_and(|bounds| {
        !bounds.is_empty() && !bounds.iter().any(|token| is_punct(token, ':'))
    });
    lacks_name || lacks_type || lacks_result || lacks_bound || depth(header) != 0
}

/// Whether this is the second half of `->`.
fn is_arrow(tokens: &[TokenTree], place: usize) -> bool {
    place > 0 && is_punct(&tokens[place - 1], '-') && is_punct(&tokens[place], '>')
}

/// How many angle brackets are left open.
fn depth(tokens: &[TokenTree]) -> isize {
    let places = tokens.iter().enumerate();
    places
        .map(|(place, token)| match token {
            token if is_punct(token, '<') => 1,
            token if is_punct(token, '>') && !is_arrow(tokens, place) => -1,
            _ => 0,
        })
        .sum()
}

/// Whether the last argument in parentheses is a name alone.
fn lacks_type(arguments: &TokenTree) -> bool {
    let TokenTree::Group(group) = arguments else {
        return false;
    };
    let arguments = split_at_commas(group.stream());
    match arguments.last().map(|last| after_attributes(last)) {
        Some([TokenTree::Ident(name)]) => name != "self",
        _ => false,
    }
}

/// Whether this is a method but for its `fn`: `pub name(…) …`.
fn is_name_with_arguments(tokens: &[TokenTree]) -> bool {
    let mut rest = after_attributes(tokens);
    if let [TokenTree::Ident(word), others @ ..] = rest {
        if word == "pub" {
            rest = match others {
                [first, others @ ..] if is_parentheses(first) => others,
                others => others,
            };
        }
    }
    matches!(rest, [TokenTree::Ident(_), arguments, ..] if is_parentheses(arguments))
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
            "#",
            "#[]",
            "pub",
            "lower",
            "fn",
            "fn lower",
            "fn (&self) {}",
            "fn lower<(&self) {}",
            "fn count(&self) -> {}",
            "fn count(&self) -> Option<u32 {}",
            "fn count<T>(&self) -> where T: Copy {}",
            "fn lower<T>(&self) where T {}",
            "fn lower(&self, #[once] item) {}",
            "#[notify] lower(&self) {}",
            "pub(crate) lower(&self) {}",
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
