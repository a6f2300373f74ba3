//! Markers as far as they can be understood, when they are wrong or on the wrong method.

use super::{marker_of, wait};
use crate::{errors::is_one_letter_off, names, tokens::split_at_commas};
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Ident, Meta};

/// Which handles would have a method, and as what.
#[derive(Default)]
pub(crate) struct Partial {
    pub(crate) is_notify: bool,
    pub(crate) is_wait: bool,
    pub(crate) is_query: bool,
    /// The handles that `by` names, or seems to.
    pub(crate) by: Vec<Ident>,
    /// There is a `by` that says nothing.
    pub(crate) by_is_unclear: bool,
    pub(crate) wait_name: Option<Ident>,
    pub(crate) is_awaited: bool,
}

impl Partial {
    pub(crate) fn of(attrs: &[Attribute], method: &Ident) -> Self {
        let mut partial = Self::default();
        for attr in attrs {
            let words = split_at_commas(arguments(attr));
            match marker_of(attr).as_deref() {
                Some("query") => partial.is_query = true,
                Some("notify") => partial.is_notify = true,
                Some("wait") => {
                    partial.is_wait = true;
                    partial.is_query |= words
                        .iter()
                        .any(|word| ["query", "shared"].iter().any(|query| is(word, query)));
                    partial.is_awaited = words
                        .iter()
                        .any(|word| is_nearly(word, "await") || is(word, "default"));
                    // It stands first, or by itself in a wrong place.
                    let places = words.iter().enumerate();
                    let name = places
                        .filter(|(place, word)| *place == 0 || word.len() == 1)
                        .find_map(|(_, word)| wait_name(word));
                    partial.wait_name = name.or_else(|| names::wait_name(method));
                }
                _ => continue,
            }
            // A handle in the place of `by`. The first word of a wait is its name.
            let names = words.iter().skip(usize::from(partial.is_wait));
            partial.by = names.filter_map(|word| handle_name(word)).collect();
            if let Some(by) = words.iter().find(|word| is(word, "by")) {
                partial.by = by.iter().skip(1).flat_map(idents).collect();
                partial.by_is_unclear = partial.by.is_empty();
            }
        }
        partial
    }

    /// Whether any handle would have the method.
    pub(crate) const fn is_on_handles(&self) -> bool {
        self.is_notify || self.is_wait || self.is_query
    }
}

fn idents(token: &TokenTree) -> Vec<Ident> {
    match token {
        TokenTree::Ident(ident) => vec![ident.clone()],
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .flat_map(|t| idents(&t))
            .collect(),
        _ => Vec::new(),
    }
}

/// A word that stands alone, and is written as types are.
fn handle_name(words: &[TokenTree]) -> Option<Ident> {
    match words {
        [TokenTree::Ident(name)] if name.to_string().starts_with(char::is_uppercase) => {
            Some(name.clone())
        }
        _ => None,
    }
}

fn is(words: &[TokenTree], word: &str) -> bool {
    matches!(words.first(), Some(TokenTree::Ident(first)) if first == word)
}

/// The same, or the word is misspelled.
fn is_nearly(words: &[TokenTree], meant: &str) -> bool {
    matches!(words.first(), Some(TokenTree::Ident(first))
        if first == meant || is_one_letter_off(&first.to_string(), meant))
}

/// The name of a wait, or a string in the place of it.
fn wait_name(words: &[TokenTree]) -> Option<Ident> {
    let last = words.last()?;
    match last {
        TokenTree::Ident(word)
            if wait::OPTIONS.iter().any(|option| word == option)
                || ["default", "shared"].iter().any(|old| word == old) =>
        {
            None
        }
        TokenTree::Ident(_)
            if words
                .iter()
                .all(|word| !matches!(word, TokenTree::Punct(_))) =>
        {
            syn::parse2(last.clone().into()).ok()
        }
        TokenTree::Literal(name) => syn::parse_str(name.to_string().trim_matches('"')).ok(),
        _ => None,
    }
}

/// The tokens in a marker's parentheses, or after its `=`.
fn arguments(attr: &Attribute) -> TokenStream {
    match &attr.meta {
        Meta::Path(_) => TokenStream::new(),
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(meta) => quote::ToTokens::to_token_stream(&meta.value),
    }
}
