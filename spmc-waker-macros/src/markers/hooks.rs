//! `#[on_drop]`, `#[arm]` and `#[disarm]`.

use super::{Side, parse_by, parse_options, set};
use crate::errors::at;
use syn::{Attribute, Ident, Meta};

/// The sides whose drop it is.
pub(super) fn parse_on_drop(attr: &Attribute) -> syn::Result<Vec<Side>> {
    const USAGE: &str =
        "`#[on_drop(notifier)]`, `#[on_drop(waiter)]`, or `#[on_drop(notifier, waiter)]`";
    let mut sides = Vec::new();
    parse_options(attr, USAGE, |word, _| match Side::of(&word) {
        Some(side) if sides.contains(&side) => {
            at(&word, format!("`{word}` is given twice: remove one"))
        }
        Some(side) => {
            sides.push(side);
            Ok(())
        }
        None => at(
            &word,
            format!("there is no drop of `{word}` to hook: write {USAGE}"),
        ),
    })?;
    match (sides.is_empty(), &attr.meta) {
        (false, _) => Ok(sides),
        (true, Meta::Path(path)) => at(path, format!("whose drop? Write {USAGE}")),
        (true, meta) => at(meta, format!("whose drop? Write {USAGE}")),
    }
}

/// The side whose waits are armed: the waiter, unless `by` says otherwise.
pub(super) fn parse_by_only(attr: &Attribute) -> syn::Result<Side> {
    let marker = attr.path().require_ident()?;
    let usage = format!("`#[{marker}]`, or `#[{marker}(by = notifier)]`");
    let mut by: Option<Side> = None;
    parse_options(attr, &usage, |word: Ident, input| {
        if word == "by" {
            return set(&mut by, &word, parse_by(&word, input)?);
        }
        at(word, format!("expected {usage}"))
    })?;
    Ok(by.unwrap_or(Side::Waiter))
}
