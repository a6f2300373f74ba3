//! Independent mistakes are reported together.

use crate::spelling;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Display;

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn with(mut self, error: syn::Error) -> Self {
        self.add(error);
        self
    }

    /// Adds an error at these tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// The value, or nothing and one more error.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub(crate) fn append(&mut self, others: Self) {
        if let Some(others) = others.0 {
            self.add(others);
        }
    }

    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0
            .map_or_else(TokenStream::new, syn::Error::into_compile_error)
    }
}

/// An error at these tokens.
pub(crate) fn at<T>(tokens: impl ToTokens, message: impl Display) -> syn::Result<T> {
    Err(syn::Error::new_spanned(tokens, message))
}

/// `unknown option …` with the nearest known one, or with all of them when none is near. `of` tells
/// whose options they are.
pub(crate) fn unknown(word: &str, of: &str, known: &[&str]) -> String {
    format!("unknown option `{word}`{of}: {}", expected(word, known))
}

/// The nearest of the known words, or all of them when none is near.
pub(crate) fn expected(word: &str, known: &[impl AsRef<str>]) -> String {
    match spelling::nearest(word, known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("expected {}", list(known)),
    }
}

/// `a`, `b` or `c`
pub(crate) fn list(words: &[impl AsRef<str>]) -> String {
    let words = words.iter().map(AsRef::as_ref);
    let quoted: Vec<_> = words.map(|word: &str| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{expected, unknown};

    #[test]
    fn suggestions() {
        let known = ["notifier", "waiter", "sync"];
        assert_eq!(
            unknown("snyc", "", &known),
            "unknown option `snyc`: did you mean `sync`?"
        );
        assert_eq!(
            unknown("zzzzzz", " of `#[wait]`", &known),
            "unknown option `zzzzzz` of `#[wait]`: expected `notifier`, `waiter` or `sync`"
        );
        for (word, hint) in [
            ("wai", "did you mean `waiter`?"),
            ("notfer", "did you mean `notifier`?"),
            ("wake", "expected `notifier`, `waiter` or `sync`"),
            ("send", "expected `notifier`, `waiter` or `sync`"),
        ] {
            assert_eq!(expected(word, &known), hint, "{word}");
        }
    }
}
