//! `#[on_drop]`, `#[arm]` and `#[disarm]`.

use super::{By, Side, parse_by, parse_options, set};
use crate::errors::at;
use syn::{Attribute, Ident, Meta};

/// The side whose drop it is.
pub(super) fn parse_on_drop(attr: &Attribute) -> syn::Result<Side> {
    const USAGE: &str = "`#[on_drop(notifier)]` or `#[on_drop(waiter)]`";
    if let Meta::Path(path) = &attr.meta {
        return at(path, format!("whose drop? Write {USAGE}"));
    }
    let mut side = None;
    parse_options(attr, USAGE, |word, _| {
        if side.is_some() {
            return at(word, format!("`#[on_drop]` takes one side: write {USAGE}"));
        }
        side = Side::of(&word);
        match side {
            Some(_) => Ok(()),
            None => at(
                &word,
                format!("there is no drop of `{word}` to hook: write {USAGE}"),
            ),
        }
    })?;
    side.map_or_else(|| at(&attr.meta, format!("whose drop? Write {USAGE}")), Ok)
}

/// The side whose waits are armed: the waiter, unless `by` says otherwise.
pub(super) fn parse_by_only(attr: &Attribute) -> syn::Result<Side> {
    let marker = attr.path().require_ident()?;
    let usage = format!("`#[{marker}]`, or `#[{marker}(by = notifier)]`");
    let mut by: Option<By> = None;
    parse_options(attr, &usage, |word: Ident, input| {
        if word == "by" {
            return set(&mut by, &word, parse_by(&word, input)?);
        }
        at(word, format!("expected {usage}"))
    })?;
    Ok(by.map_or(Side::Waiter, |by| by.side))
}
