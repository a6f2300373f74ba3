//! `#[on_drop]`, `#[arm]` and `#[disarm]`.

use super::{
    options::{self, parse_word},
    wakes::{Wakes, set_wakes},
};
use crate::{
    errors::{Errors, at},
    parse::grammar::{Names, set_names},
};
use proc_macro2::Ident;
use syn::{Meta, Token, ext::IdentExt as _, token};

/// The kind of an arming method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    Arm,
    Disarm,
}

/// The handles or the wait that a hook belongs to.
pub(crate) struct Hook {
    /// For `#[on_drop]`, the handles; for `#[arm]` and `#[disarm]`, the wait.
    pub(crate) of: Names,
    pub(crate) by: Option<Names>,
    pub(crate) wakes: Option<Wakes>,
}

/// Parses `#[on_drop(NAME, …)]`.
pub(super) fn parse_on_drop(meta: &Meta, errors: &mut Errors) -> (Hook, bool) {
    const USAGE: &str = "`#[on_drop(NAME)]`, with the name of a handle, or of several";
    let (mut of, mut wakes) = (Vec::<Ident>::new(), None);
    let mut is_right = options::parse(meta, USAGE, errors, &mut |input, _| {
        let word = parse_word(input, USAGE)?;
        if word == "wakes" {
            return set_wakes(&mut wakes, &word, input);
        }
        if input.peek(Token![=]) {
            return at(&word, format!("expected {USAGE}"));
        }
        if of.iter().any(|name| name.unraw() == word.unraw()) {
            return at(&word, format!("`{word}` is given twice: remove one"));
        }
        of.push(word);
        Ok(())
    });
    if of.is_empty() && is_right {
        let whose = format!("whose drop? Write {USAGE}");
        match meta {
            Meta::Path(path) => errors.at(path, whose),
            meta => errors.at(meta, whose),
        }
        is_right = false;
    }
    let hook = Hook {
        of: Names(of),
        by: None,
        wakes,
    };
    (hook, is_right)
}

/// Parses `#[arm(WAIT)]` or `#[disarm(WAIT)]`.
pub(super) fn parse_arming(meta: &Meta, marker: &str, errors: &mut Errors) -> (Hook, bool) {
    let usage = format!("`#[{marker}]`, `#[{marker}(WAIT)]` or `#[{marker}(WAIT, by = HANDLE)]`");
    let (mut of, mut by) = (Vec::new(), None);
    let mut is_first = true;
    let is_right = options::parse(meta, &usage, errors, &mut |input, _| {
        let word = parse_word(input, &usage)?;
        let is_first = std::mem::take(&mut is_first);
        if is_first && !input.peek(Token![=]) && !input.peek(token::Paren) {
            of.push(word);
            return Ok(());
        }
        if word == "by" {
            return set_names(&mut by, &word, input);
        }
        at(&word, format!("expected {usage}"))
    });
    let hook = Hook {
        of: Names(of),
        by,
        wakes: None,
    };
    (hook, is_right)
}
