//! `#[notify]`.

use super::{
    old_words,
    options::{self, parse_word},
    wakes::{Wakes, set_wakes},
};
use crate::{
    errors::{self, Errors, at},
    parse::grammar::{Names, closure_of, parse_value, set, set_names},
    spelling,
};
use syn::{ExprClosure, Ident, Meta, Token, parse::ParseStream};

const OPTIONS: [&str; 6] = ["when", "cold", "guard", "last", "by", "wakes"];
const USAGE: &str = "`#[notify]`, or `#[notify(…)]` with `when = |result| …`, `cold`, `guard`, `last`, \
                     `by = HANDLE` or `wakes = WAIT`";

#[derive(Default)]
pub(crate) struct NotifyOptions {
    /// Decides from the result whether to wake.
    pub(crate) when: Option<ExprClosure>,
    /// Outlines the waking path.
    pub(crate) cold: Option<Ident>,
    /// The result is a guard. The wake comes after its drop.
    pub(crate) guard: Option<Ident>,
    /// The handle's method consumes the handle.
    pub(crate) last: Option<Ident>,
    /// The handles that have it.
    pub(crate) by: Option<Names>,
    /// The tasks that it wakes.
    pub(crate) wakes: Option<Wakes>,
}

impl NotifyOptions {
    /// Parses what is right. Returns whether all of it is.
    pub(super) fn parse(meta: &Meta, errors: &mut Errors) -> (Self, bool) {
        let mut notify = Self::default();
        let is_right = options::parse(meta, USAGE, errors, &mut |input, errors| {
            let word = parse_word(input, USAGE)?;
            let name = word.to_string();
            if let Some(new) = old_words::of_notify(&name) {
                errors.at(&word, old_words::message(&name, new));
                return notify.option(new, &word, input);
            }
            if OPTIONS.contains(&name.as_str()) {
                return notify.option(&name, &word, input);
            }
            Err(notify.unknown(&word, input))
        });
        (notify, is_right)
    }

    fn option(&mut self, name: &str, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match name {
            "when" => set(&mut self.when, word, parse_when(word, input)?),
            "cold" => set(&mut self.cold, word, word.clone()),
            "guard" => set(&mut self.guard, word, word.clone()),
            "last" => set(&mut self.last, word, word.clone()),
            "by" => set_names(&mut self.by, word, input),
            _ => set_wakes(&mut self.wakes, word, input),
        }
    }

    /// Understands an unknown word as the nearest option, or as a handle that `by` would name.
    fn unknown(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Error {
        let name = word.to_string();
        let mut message = errors::unknown(&name, " of `#[notify]`", &OPTIONS);
        if name.starts_with(char::is_uppercase) && !input.peek(Token![=]) {
            message += &format!("; a handle is named by `by = {name}`");
            let by = self.by.get_or_insert(Names(Vec::new()));
            by.0.push(word.clone());
        } else if let Some(nearest) = spelling::nearest(&name, &OPTIONS) {
            // An error of this guess would be a second one.
            drop(self.option(nearest, word, input));
        }
        errors::error(word, &message)
    }
}

fn parse_when(word: &Ident, input: ParseStream<'_>) -> syn::Result<ExprClosure> {
    const USAGE: &str = "`when` takes a closure that says of the result whether to wake: \
                         `when = |result| …`";
    closure_of(parse_value(word, input, USAGE)?).or_else(|expr| at(&expr, USAGE))
}
