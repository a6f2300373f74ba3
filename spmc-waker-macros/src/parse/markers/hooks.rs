//! `#[on_drop]`, `#[arm]` and `#[disarm]`.

use super::{Names, parse_names, parse_options, set};
use crate::errors::at;
use syn::{Attribute, Ident, Meta, Token, ext::IdentExt as _, token};

/// When the runtime calls an arming method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    Arm,
    Disarm,
}

/// Whose hook a method is, as far as it is written.
pub(crate) struct Hook {
    /// Of `#[on_drop]` the handles, of the others the wait.
    pub(crate) of: Names,
    pub(crate) by: Option<Names>,
    pub(crate) wakes: Option<Names>,
}

/// The handles whose drop it is.
pub(super) fn parse_on_drop(attr: &Attribute) -> syn::Result<Hook> {
    const USAGE: &str = "`#[on_drop(NAME)]`, with the name of a handle, or of several";
    let (mut of, mut wakes) = (Vec::<Ident>::new(), None);
    parse_options(attr, USAGE, |word, input| {
        if word == "wakes" {
            return set(&mut wakes, &word, parse_names(&word, input)?);
        }
        if input.peek(Token![=]) {
            return at(word, format!("expected {USAGE}"));
        }
        if of.iter().any(|name| name.unraw() == word.unraw()) {
            return at(&word, format!("`{word}` is given twice: remove one"));
        }
        of.push(word);
        Ok(())
    })?;
    if of.is_empty() {
        return match &attr.meta {
            Meta::Path(path) => at(path, format!("whose drop? Write {USAGE}")),
            meta => at(meta, format!("whose drop? Write {USAGE}")),
        };
    }
    Ok(Hook {
        of: Names(of),
        by: None,
        wakes,
    })
}

/// The wait that it belongs to, if that is written.
pub(super) fn parse_arming(attr: &Attribute) -> syn::Result<Hook> {
    let marker = attr.path().require_ident()?;
    let usage = format!("`#[{marker}]`, `#[{marker}(WAIT)]` or `#[{marker}(WAIT, by = HANDLE)]`");
    let (mut of, mut by) = (None, None);
    let mut is_first = true;
    parse_options(attr, &usage, |word, input| {
        let may_be_wait =
            std::mem::take(&mut is_first) && !input.peek(Token![=]) && !input.peek(token::Paren);
        match word == "by" && !may_be_wait {
            true => set(&mut by, &word, parse_names(&word, input)?),
            false if may_be_wait => set(&mut of, &word, word.clone()),
            false => at(word, format!("expected {usage}")),
        }
    })?;
    Ok(Hook {
        of: Names(of.into_iter().collect()),
        by,
        wakes: None,
    })
}
