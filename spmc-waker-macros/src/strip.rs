//! Takes markers out of tokens: rustc would only report them as unknown attributes.

use crate::markers::{MARKERS, ONCE};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::TokenStreamExt as _;

/// These tokens without markers, wherever they stand.
pub(crate) fn strip(tokens: TokenStream) -> TokenStream {
    let (tokens, _) = split(tokens);
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut stripped = Group::new(group.delimiter(), strip(group.stream()));
            stripped.set_span(group.span());
            TokenTree::Group(stripped)
        }
        token => token,
    });
    tokens.collect()
}

/// These tokens without the markers among them, and the names of those.
pub(crate) fn split(tokens: TokenStream) -> (TokenStream, Vec<Ident>) {
    let (mut others, mut markers) = (TokenStream::new(), Vec::new());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_pound = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        if let Some(marker) = tokens
            .peek()
            .filter(|_| is_pound)
            .and_then(bracketed_marker)
        {
            markers.push(marker);
            tokens.next();
        } else {
            others.append(token);
        }
    }
    (others, markers)
}

/// `notify` of `[notify …]`.
fn bracketed_marker(token: &TokenTree) -> Option<Ident> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    match group.stream().into_iter().next() {
        Some(TokenTree::Ident(ident)) if group.delimiter() == Delimiter::Bracket => MARKERS
            .iter()
            .chain([&ONCE])
            .any(|marker| ident == marker)
            .then_some(ident),
        _ => None,
    }
}
