//! `#[wait]`.

use super::{Side, parse_by, parse_options, set};
use crate::errors::{self, at};
use quote::ToTokens as _;
use syn::{Attribute, Ident, Token, parse::ParseStream, token};

pub(super) const OPTIONS: [&str; 5] = ["default", "stream", "blocking", "shared", "by"];
const USAGE: &str = "`#[wait(NAME)]`, and after the name `default`, `stream`, `blocking`, `shared` \
                     or `by = notifier`";

/// The name of a wait, and what is asked for beside it.
#[derive(Default)]
pub(crate) struct WaitOptions {
    pub(crate) name: Option<Ident>,
    /// The handle is a future.
    pub(crate) default: Option<Ident>,
    /// The handle is a stream.
    pub(crate) stream: Option<Ident>,
    /// There are methods that block the thread.
    pub(crate) blocking: Option<Ident>,
    /// The other handle has the check, too.
    pub(crate) shared: Option<Ident>,
    /// Which handle has it.
    pub(crate) by: Option<Side>,
}

impl WaitOptions {
    pub(super) fn parse(attr: &Attribute) -> syn::Result<Self> {
        let mut wait = Self::default();
        let mut is_first = true;
        parse_options(attr, USAGE, |word, input| {
            wait.option(&word, input, std::mem::take(&mut is_first))
        })?;
        Ok(wait)
    }

    fn option(&mut self, word: &Ident, input: ParseStream<'_>, is_first: bool) -> syn::Result<()> {
        match word.to_string().as_str() {
            "default" => set(&mut self.default, word, word.clone()),
            "stream" => set(&mut self.stream, word, word.clone()),
            "blocking" => set(&mut self.blocking, word, word.clone()),
            "shared" => set(&mut self.shared, word, word.clone()),
            "by" => set(&mut self.by, word, parse_by(word, input)?),
            // A name has no value.
            name if !is_first || input.peek(Token![=]) || input.peek(token::Paren) => {
                at(word, errors::unknown(name, " of `#[wait]`", &OPTIONS))
            }
            name if syn::parse2::<Ident>(word.to_token_stream()).is_err() => at(
                word,
                format!("`{name}` is a keyword: give the wait another name"),
            ),
            _ => set(&mut self.name, word, word.clone()),
        }
    }

    pub(crate) fn side(&self) -> Side {
        self.by.unwrap_or(Side::Waiter)
    }
}
