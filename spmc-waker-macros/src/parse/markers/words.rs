//! Recognises attributes that are markers, or are meant to be.

use super::old_words;
use crate::{
    errors::at,
    parse::{cfg_attr::cfg_attr, grammar::parse_as},
    spelling,
    tokens::{is_one_of, is_punct},
};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{TokenStreamExt as _, quote};
use syn::{Attribute, Meta, Path, ext::IdentExt as _};

/// The markers of methods.
const MARKERS: [&str; 6] = ["notify", "wait", "query", "on_drop", "arm", "disarm"];

/// The markers of arguments.
const ON_ARGUMENTS: [&str; 3] = ["once", "field", "local"];

pub(crate) fn is_marker(attr: &Attribute) -> bool {
    marker_of(attr).is_some()
}

/// Returns the word of the marker that an attribute is, or is meant to be.
pub(crate) fn marker_of(attr: &Attribute) -> Option<&'static str> {
    meant(marker_meta(&attr.meta).path())
}

/// Returns the marker that a path is, or is meant to be.
pub(super) fn meant(path: &Path) -> Option<&'static str> {
    let is_it = |marker: &&&str| is_word(path, &[**marker]);
    misspelled(path).or_else(|| MARKERS.iter().find(is_it).copied())
}

/// Returns the marker in a `cfg_attr`, or the attribute itself.
pub(super) fn marker_meta(meta: &Meta) -> Meta {
    conditional_marker(meta).unwrap_or_else(|| meta.clone())
}

pub(super) fn conditional_marker(meta: &Meta) -> Option<Meta> {
    let (_, metas) = cfg_attr(meta)?;
    for meta in &metas {
        if is_word(meta.path(), &MARKERS) {
            return Some(meta.clone());
        }
        if let Some(marker) = conditional_marker(meta) {
            return Some(marker);
        }
    }
    None
}

/// Whether a path is one of these words, alone or at the end of a path of this macro: `#[waitable::notify]`.
fn is_word(path: &Path, words: &[&str]) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let of_this_macro = ["waitable", "spmc_waker", "spmc_waker_macros"];
    let mut is_ours = path.segments.len() == 1;
    for segment in &path.segments {
        is_ours |= is_one_of(&segment.ident, &of_this_macro);
    }
    is_ours && is_one_of(&last.ident.unraw(), words)
}

/// Returns the marker that a misspelled or old word stands for. In a misspelled one, one letter differs, two letters
/// are swapped, the underscore or the case differs, or the word is the marker's beginning. An attribute that differs
/// more may belong to another macro.
pub(super) fn misspelled(path: &Path) -> Option<&'static str> {
    let plain = |word: &str| word.replace("_", "").to_lowercase();
    let word = path.get_ident()?.unraw().to_string();
    if MARKERS.contains(&word.as_str()) {
        return None;
    }
    if let Some(marker) = old_words::marker(&word) {
        return Some(marker);
    }
    let word = plain(&word);
    for marker in &MARKERS {
        let meant = plain(marker);
        let is_beginning = word.len() >= 3 && meant.starts_with(&word);
        let is_near = meant.len() > 3 && spelling::distance(&word, &meant) == 1;
        if word == meant || is_beginning || is_near {
            return Some(marker);
        }
    }
    None
}

/// Whether the tokens in an attribute's brackets are a marker of methods or arguments.
pub(crate) fn is_marker_tokens(tokens: &TokenStream) -> bool {
    let is_ours = |path: &Path| meant(path).is_some() || is_word(path, &ON_ARGUMENTS);
    if let Some(meta) = parse_as::<Meta>(tokens.clone()) {
        return is_ours(marker_meta(&meta).path());
    }
    // A marker that is half written: look at its path alone.
    let mut path = TokenStream::new();
    for token in tokens.clone() {
        if !matches!(token, TokenTree::Ident(_)) && !is_punct(&token, ':') {
            break;
        }
        path.append(token);
    }
    parse_as::<Meta>(path).is_some_and(|meta| is_ours(meta.path()))
}

/// Whether the tokens in an attribute's brackets are a marker of arguments.
pub(crate) fn is_on_argument_tokens(tokens: &TokenStream) -> bool {
    parse_as::<Meta>(tokens.clone()).is_some_and(|meta| is_word(meta.path(), &ON_ARGUMENTS))
}

pub(crate) fn is_on_argument(attr: &Attribute) -> bool {
    is_word(attr.path(), &ON_ARGUMENTS)
}

/// Finds the marker of this name among the attributes of an argument.
pub(crate) fn on_argument<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attrs.iter().find(|attr| {
        let old = attr.path().get_ident().map(ToString::to_string);
        is_word(attr.path(), &[name])
            || old.and_then(|old| old_words::on_argument(&old)) == Some(name)
    })
}

/// Returns the word of a marker. A path is an error.
pub(crate) fn require_word(path: &Path) -> syn::Result<&Ident> {
    let last = path.segments.last().map(|last| &last.ident);
    match path.get_ident() {
        Some(word) => Ok(word),
        None => at(
            path,
            format!(
                "markers are no items, so they have no path: write `#[{}]`",
                quote!(#last)
            ),
        ),
    }
}
