//! `#[notify]`.

use super::{Side, parse_by, parse_options, set};
use crate::errors::{self, at};
use syn::{Attribute, Expr, ExprClosure, Ident, Token, parse::ParseStream};

const OPTIONS: [&str; 4] = ["when", "cold", "on_drop", "by"];
const USAGE: &str = "`#[notify]`, or `#[notify(…)]` with `when = |result| …`, `cold`, `on_drop` or \
                     `by = waiter`";

#[derive(Default)]
pub(crate) struct Notify {
    /// Says of the result whether to wake.
    pub(crate) when: Option<ExprClosure>,
    /// The waking path is outlined.
    pub(crate) cold: Option<Ident>,
    /// The result is a guard, after which to wake.
    pub(crate) on_drop: Option<Ident>,
    /// Which handle has it.
    pub(crate) by: Option<Side>,
}

impl Notify {
    pub(super) fn parse(attr: &Attribute) -> syn::Result<Self> {
        let mut notify = Self::default();
        parse_options(attr, USAGE, |word, input| notify.option(&word, input))?;
        if let (Some(_), Some(on_drop)) = (&notify.when, &notify.on_drop) {
            return at(
                on_drop,
                "`on_drop` wakes when the guard is dropped, and `when` looks at the result before \
                 that: take one of them",
            );
        }
        Ok(notify)
    }

    fn option(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match word.to_string().as_str() {
            "when" => set(&mut self.when, word, parse_when(word, input)?),
            "cold" => set(&mut self.cold, word, word.clone()),
            "on_drop" => set(&mut self.on_drop, word, word.clone()),
            "by" => set(&mut self.by, word, parse_by(word, input)?),
            name => at(word, errors::unknown(name, " of `#[notify]`", &OPTIONS)),
        }
    }

    pub(crate) fn side(&self) -> Side {
        self.by.unwrap_or(Side::Notifier)
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
    match expr {
        Expr::Closure(closure) if closure.asyncness.is_none() && closure.inputs.len() == 1 => {
            Ok(closure)
        }
        expr => at(expr, USAGE),
    }
}
