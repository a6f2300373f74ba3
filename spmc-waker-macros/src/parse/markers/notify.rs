//! `#[notify]`.

use super::{Names, old_words, parse_names, parse_options, set};
use crate::{
    errors::{self, at},
    parse::options::closure_of,
};
use syn::{Attribute, Expr, ExprClosure, Ident, Token, parse::ParseStream};

const OPTIONS: [&str; 6] = ["when", "cold", "guard", "last", "by", "wakes"];
const USAGE: &str = "`#[notify]`, or `#[notify(…)]` with `when = |result| …`, `cold`, `guard`, `last`, \
                     `by = HANDLE` or `wakes = WAITER`";

#[derive(Default)]
pub(crate) struct NotifyOptions {
    /// Says of the result whether to wake.
    pub(crate) when: Option<ExprClosure>,
    /// The waking path is outlined.
    pub(crate) cold: Option<Ident>,
    /// The result is a guard, after which to wake.
    pub(crate) guard: Option<Ident>,
    /// It is the last thing that the handle does.
    pub(crate) last: Option<Ident>,
    /// Which handles have it.
    pub(crate) by: Option<Names>,
    /// Whom it wakes.
    pub(crate) wakes: Option<Names>,
}

impl NotifyOptions {
    pub(super) fn parse(attr: &Attribute) -> syn::Result<Self> {
        let mut notify = Self::default();
        parse_options(attr, USAGE, |word, input| notify.option(&word, input))?;
        Ok(notify)
    }

    fn option(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if let Some(new) = old_words::of_notify(&word.to_string()) {
            return at(word, old_words::message(&word.to_string(), new));
        }
        match word.to_string().as_str() {
            "when" => set(&mut self.when, word, parse_when(word, input)?),
            "cold" => set(&mut self.cold, word, word.clone()),
            "guard" => set(&mut self.guard, word, word.clone()),
            "last" => set(&mut self.last, word, word.clone()),
            "by" => set(&mut self.by, word, parse_names(word, input)?),
            "wakes" => set(&mut self.wakes, word, parse_names(word, input)?),
            name => {
                let mut message = errors::unknown(name, " of `#[notify]`", &OPTIONS);
                if name.starts_with(char::is_uppercase) && !input.peek(Token![=]) {
                    message += &format!("; a handle is named by `by = {name}`");
                }
                at(word, message)
            }
        }
    }
}

fn parse_when(word: &Ident, input: ParseStream<'_>) -> syn::Result<ExprClosure> {
    const USAGE: &str = "`when` takes a closure that says of the result whether to wake: \
                         `when = |result| …`";
    if input.parse::<Token![=]>().is_err() {
        return at(word, USAGE);
    }
    let expr = input
        .parse::<Expr>()
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    closure_of(expr).or_else(|expr| at(expr, USAGE))
}
