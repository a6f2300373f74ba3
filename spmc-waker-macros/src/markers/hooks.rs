//! `#[on_drop]`, `#[arm]` and `#[disarm]`.

use super::{Side, parse_by, parse_options, set};
use crate::errors::at;
use syn::{Attribute, Ident, Meta, Token, token};

/// Which wait an `#[arm]` or `#[disarm]` method belongs to, as far as it is written.
pub(crate) struct Arming {
    pub(crate) event: Event,
    pub(crate) wait: Option<Ident>,
    pub(crate) by: Option<Side>,
}

/// When the runtime calls such a method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    Arm,
    Disarm,
}

impl Arming {
    pub(super) fn parse(attr: &Attribute, event: Event) -> syn::Result<Self> {
        let marker = attr.path().require_ident()?;
        let usage =
            format!("`#[{marker}]`, `#[{marker}(WAIT)]` or `#[{marker}(WAIT, by = notifier)]`");
        let (mut wait, mut by) = (None, None);
        let mut is_first = true;
        parse_options(attr, &usage, |word, input| {
            let may_be_wait = std::mem::take(&mut is_first)
                && !input.peek(Token![=])
                && !input.peek(token::Paren);
            match word == "by" && !may_be_wait {
                true => set(&mut by, &word, parse_by(&word, input)?),
                false if may_be_wait => set(&mut wait, &word, word.clone()),
                false => at(word, format!("expected {usage}")),
            }
        })?;
        Ok(Self { event, wait, by })
    }

    /// Whether it belongs to this wait of [`Model::armed_waits`](crate::model::Model::armed_waits).
    pub(crate) fn is_of(&self, side: Side, wait: &Ident) -> bool {
        self.by == Some(side) && self.wait.as_ref() == Some(wait)
    }
}

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
