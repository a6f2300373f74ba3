//! Independent mistakes are reported together.

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

    /// Adds an error at these tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// The value, or nothing and one more error.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
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
pub(crate) fn expected(word: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|known| (edit_distance(word, known), known))
        .min()
        .filter(|(distance, known)| {
            *distance <= known.len().max(word.len()) / 3
                || is_one_letter_off(word, known)
                || known.starts_with(word)
        });
    match nearest {
        Some((_, nearest)) => format!("did you mean `{nearest}`?"),
        None => format!("expected {}", list(known)),
    }
}

/// `a`, `b` or `c`
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}

/// How many letters must be put in, left out or exchanged.
pub(crate) fn edit_distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.chars().enumerate() {
            let exchanged = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}

/// Whether a letter is missing, too much or wrong, or two have changed places.
pub(crate) fn is_one_letter_off(word: &str, meant: &str) -> bool {
    let (word, meant): (Vec<_>, Vec<_>) = (word.chars().collect(), meant.chars().collect());
    let mut places = 1..word.len().min(meant.len());
    let is_swapped = word.len() == meant.len()
        && places.any(|place| {
            let mut swapped = word.clone();
            swapped.swap(place - 1, place);
            swapped == meant
        });
    let (word, meant): (String, String) = (word.into_iter().collect(), meant.into_iter().collect());
    word != meant && (is_swapped || edit_distance(&word, &meant) == 1)
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, expected, is_one_letter_off, unknown};

    #[test]
    fn distances() {
        for (a, b, distance) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("notifer", "notifier", 1),
            ("waitre", "waiter", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(edit_distance(a, b), distance, "{a} {b}");
        }
    }

    #[test]
    fn one_letter_off() {
        for (word, is_off) in [
            ("notfy", true),
            ("notifiy", true),
            ("notofy", true),
            ("ontify", true),
            ("notify", false),
            ("notification", false),
            ("ontyfi", false),
            ("", false),
        ] {
            assert_eq!(is_one_letter_off(word, "notify"), is_off, "{word}");
        }
    }

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
