//! Collects mistakes, so that independent ones are reported together.

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
    pub(crate) fn at(&mut self, tokens: &dyn ToTokens, message: impl Display) {
        self.add(error(tokens, &message));
    }

    /// Returns the value of a result, or adds its error.
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

/// Returns an error at these tokens.
pub(crate) fn at<T>(tokens: &dyn ToTokens, message: impl Display) -> syn::Result<T> {
    Err(error(tokens, &message))
}

/// Makes an error at these tokens.
pub(crate) fn error(tokens: &dyn ToTokens, message: &dyn Display) -> syn::Error {
    syn::Error::new_spanned(tokens.to_token_stream(), message)
}

/// Returns the message `unknown option …`, which names the nearest known option, or all of them if none is near. `of`
/// says whose options they are.
pub(crate) fn unknown(word: &str, of: &str, known: &[&str]) -> String {
    format!("unknown option `{word}`{of}: {}", expected(word, known))
}

/// Returns a hint that names the nearest known word, or all of them if none is near.
pub(crate) fn expected(word: &str, known: &[&str]) -> String {
    match spelling::nearest(word, known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("expected {}", list(known)),
    }
}

/// Returns the words as a list: `a`, `b` or `c`.
pub(crate) fn list(words: &[&str]) -> String {
    let mut list = String::new();
    for (place, word) in words.iter().enumerate() {
        list += match place {
            0 => "",
            _ if place + 1 == words.len() => " or ",
            _ => ", ",
        };
        list += &format!("`{word}`");
    }
    list
}

/// Borrows these words, for [`expected`] and [`list`].
pub(crate) fn words(words: &[String]) -> Vec<&str> {
    let mut borrowed = Vec::new();
    for word in words {
        borrowed.push(word.as_str());
    }
    borrowed
}

#[cfg(test)]
mod tests {
    use super::{expected, unknown};

    #[test]
    fn an_unknown_word_is_answered_by_the_nearest_known_one() {
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
