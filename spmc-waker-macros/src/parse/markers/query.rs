//! `#[query]`.

use super::options::{self, parse_word};
use crate::{
    errors::{self, Errors},
    parse::grammar::{Names, set, set_names},
};
use syn::{Ident, Meta};

const OPTIONS: [&str; 2] = ["by", "guard"];
const USAGE: &str = "`#[query]`, or `#[query(…)]` with `by = HANDLE` or `guard`";

#[derive(Default)]
pub(crate) struct QueryOptions {
    /// The handles that have it. Without this, all have it.
    pub(crate) by: Option<Names>,
    /// The result is a guard, through which nothing is changed.
    pub(crate) guard: Option<Ident>,
}

impl QueryOptions {
    /// Parses what is right. Returns whether all of it is.
    pub(super) fn parse(meta: &Meta, errors: &mut Errors) -> (Self, bool) {
        let mut query = Self::default();
        let is_right = options::parse(meta, USAGE, errors, &mut |input, _| {
            let word = parse_word(input, USAGE)?;
            match word.to_string().as_str() {
                "by" => set_names(&mut query.by, &word, input),
                "guard" => set(&mut query.guard, &word, word.clone()),
                "wakes" => errors::at(
                    &word,
                    "a `#[query]` method changes nothing, so it wakes nobody",
                ),
                name => errors::at(&word, errors::unknown(name, " of `#[query]`", &OPTIONS)),
            }
        });
        (query, is_right)
    }
}
