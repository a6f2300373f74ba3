//! Operations on tokens that have not been parsed by syn.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::TokenStreamExt as _;

/// Joins the tokens that `make` returns for each item.
///
/// This takes a `dyn` closure, because then the loop is compiled once for each type of items. An iterator chain is
/// compiled for each use.
pub(crate) fn each<T>(all: &[T], make: &dyn Fn(&T) -> TokenStream) -> TokenStream {
    let mut tokens = TokenStream::new();
    for one in all {
        tokens.extend(make(one));
    }
    tokens
}

/// Removes the invisible groups of `macro_rules!` fragments at the outermost level. `$item:item` is one such group.
pub(crate) fn ungrouped(tokens: TokenStream) -> TokenStream {
    let mut flat = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(ungrouped(group.stream()));
            }
            token => flat.append(token),
        }
    }
    flat
}

/// Like [`ungrouped`], but only for groups that hold a whole member of an impl. Types, expressions and visibilities
/// keep their groups, which keep them together.
pub(crate) fn ungrouped_members(tokens: TokenStream) -> TokenStream {
    let mut flat = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::None
                    && find_word(group.stream(), "fn").is_some() =>
            {
                flat.extend(ungrouped_members(group.stream()));
            }
            token => flat.append(token),
        }
    }
    flat
}

/// Finds the first identifier that is this word, at any depth.
pub(crate) fn find_word(tokens: TokenStream, word: &str) -> Option<Ident> {
    for token in tokens {
        let found = match token {
            TokenTree::Ident(ident) if ident == word => Some(ident),
            TokenTree::Group(group) => find_word(group.stream(), word),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a lifetime of this name is among the tokens, at any depth.
pub(crate) fn has_lifetime(tokens: TokenStream, name: &Ident) -> bool {
    let mut is_after_quote = false;
    for token in tokens {
        let is_it = match &token {
            TokenTree::Ident(ident) => is_after_quote && ident == name,
            TokenTree::Group(group) => has_lifetime(group.stream(), name),
            _ => false,
        };
        if is_it {
            return true;
        }
        is_after_quote = is_punct(&token, '\'');
    }
    false
}

/// Finds the first `self` that is a value, and not a module in a path.
pub(crate) fn find_self(tokens: TokenStream) -> Option<Ident> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Ident(ident) if ident == "self" => Some(ident),
            TokenTree::Group(group) => find_self(group.stream()),
            _ => None,
        };
        let is_module = tokens.peek().is_some_and(|next| is_punct(next, ':'));
        if found.is_some() && !is_module {
            return found;
        }
    }
    None
}

/// Replaces each `Self`, also in macro calls.
pub(crate) fn replace_self(tokens: TokenStream, with: &TokenStream) -> TokenStream {
    let mut replaced = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                replaced.extend(located(with, ident.span()));
            }
            TokenTree::Group(group) => {
                replaced.append(regrouped(&group, replace_self(group.stream(), with)));
            }
            token => replaced.append(token),
        }
    }
    replaced
}

/// Renames a lifetime.
pub(crate) fn rename_lifetime(tokens: TokenStream, name: &Ident, other: &Ident) -> TokenStream {
    let (mut renamed, mut is_after_quote) = (TokenStream::new(), false);
    for token in tokens {
        let is_lifetime = is_after_quote;
        is_after_quote = is_punct(&token, '\'');
        match token {
            TokenTree::Ident(ident) if is_lifetime && ident == *name => {
                renamed.append(other.clone());
            }
            TokenTree::Group(group) => {
                let content = rename_lifetime(group.stream(), name, other);
                renamed.append(regrouped(&group, content));
            }
            token => renamed.append(token),
        }
    }
    renamed
}

/// Makes a group with the same delimiter and span, and other content.
pub(crate) fn regrouped(group: &Group, content: TokenStream) -> Group {
    let mut regrouped = Group::new(group.delimiter(), content);
    regrouped.set_span(group.span());
    regrouped
}

/// Moves tokens to another place, where rustc then reports errors about them. They resolve as before.
pub(crate) fn located(tokens: &TokenStream, span: Span) -> TokenStream {
    let mut elsewhere = TokenStream::new();
    for mut token in tokens.clone() {
        if let TokenTree::Group(group) = token {
            token = TokenTree::Group(regrouped(&group, located(&group.stream(), span)));
        }
        token.set_span(token.span().located_at(span));
        elsewhere.append(token);
    }
    elsewhere
}

/// Whether a name is one of these words.
pub(crate) fn is_one_of(name: &Ident, words: &[&str]) -> bool {
    words.contains(&name.to_string().as_str())
}

/// Whether the token is this punctuation mark.
pub(crate) fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// Whether a member can end with this token: a semicolon, braces, or an invisible group that holds a whole member.
pub(crate) fn ends_member(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace => true,
            Delimiter::None => {
                let last = group.stream().into_iter().last();
                last.is_some_and(|last| ends_member(&last))
            }
            _ => false,
        },
        token => is_punct(token, ';'),
    }
}

/// Splits tokens at commas. A trailing comma makes no empty part.
pub(crate) fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let (mut parts, mut part) = (Vec::new(), TokenStream::new());
    for token in tokens {
        if is_punct(&token, ',') {
            parts.push(std::mem::take(&mut part));
        } else {
            part.append(token);
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// Removes this macro's attributes, at any depth, because rustc would report them as unknown.
pub(crate) fn without_attributes(
    tokens: TokenStream,
    is_ours: &dyn Fn(&TokenStream) -> bool,
) -> TokenStream {
    let mut others = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let attribute = match tokens.peek() {
            Some(TokenTree::Group(group))
                if is_punct(&token, '#') && group.delimiter() == Delimiter::Bracket =>
            {
                is_ours(&group.stream())
            }
            _ => false,
        };
        if attribute {
            tokens.next();
            continue;
        }
        match token {
            TokenTree::Group(group) if has_attributes(group.stream(), is_ours) => {
                let content = without_attributes(group.stream(), is_ours);
                others.append(regrouped(&group, content));
            }
            // Not regrouped, so that rustc still points at the user's brackets if their content is wrong.
            token => others.append(token),
        }
    }
    others
}

/// Whether one of this macro's attributes is among the tokens, at any depth.
fn has_attributes(tokens: TokenStream, is_ours: &dyn Fn(&TokenStream) -> bool) -> bool {
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let is_attribute = group.delimiter() == Delimiter::Bracket && is_ours(&group.stream());
            if is_attribute || has_attributes(group.stream(), is_ours) {
                return true;
            }
        }
    }
    false
}
