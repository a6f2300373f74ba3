//! The value of `wakes`.

use crate::{
    errors::at,
    parse::grammar::{or_usage, parse_equals, rest_of_part, set},
};
use proc_macro2::Ident;
use syn::{
    Token, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, discouraged::Speculative as _},
    token,
};

/// The value of `wakes`. Empty if it is wrong.
pub(crate) struct Wakes(pub(crate) Vec<Target>);

pub(crate) enum Target {
    /// A handle or a wait, `all` or `none`.
    Named(Ident),
    /// `one(WAIT)`
    One { word: Ident, wait: Ident },
}

impl Target {
    /// Returns its name, which for `one(WAIT)` is that in the parentheses.
    pub(crate) const fn name(&self) -> &Ident {
        match self {
            Self::Named(name) | Self::One { wait: name, .. } => name,
        }
    }
}

const USAGE: &str = "`wakes` takes handles or waits, by their names: `wakes = Reader`, `wakes = [Reader, recv]`, \
                     `wakes = one(recv)`, `wakes = all` or `wakes = none`";

pub(super) fn set_wakes(
    place: &mut Option<Wakes>,
    word: &Ident,
    input: ParseStream<'_>,
) -> syn::Result<()> {
    let ahead = input.fork();
    match parse(word, &ahead) {
        Ok(wakes) => {
            input.advance_to(&ahead);
            set(place, word, wakes)
        }
        Err(error) => {
            rest_of_part(input)?;
            place.get_or_insert(Wakes(Vec::new()));
            Err(error)
        }
    }
}

fn parse(word: &Ident, input: ParseStream<'_>) -> syn::Result<Wakes> {
    parse_equals(word, input, USAGE)?;
    if !input.peek(token::Bracket) {
        return Ok(Wakes(vec![parse_target(input)?]));
    }
    let content;
    let bracket = bracketed!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(bracket.span.join(), USAGE));
    }
    let mut targets = Vec::new();
    while !content.is_empty() {
        targets.push(parse_target(&content)?);
        if !content.is_empty() {
            or_usage(content.parse::<Token![,]>(), USAGE)?;
        }
    }
    Ok(Wakes(targets))
}

fn parse_target(input: ParseStream<'_>) -> syn::Result<Target> {
    let word = or_usage(input.call(Ident::parse_any), USAGE)?;
    if input.peek(token::Paren) && word == "one" {
        let content;
        let parentheses = parenthesized!(content in input);
        let wait = content.call(Ident::parse_any);
        return match wait {
            Ok(wait) if content.is_empty() => Ok(Target::One { word, wait }),
            _ => Err(syn::Error::new(
                parentheses.span.join(),
                "`one` takes the name of a wait: `wakes = one(recv)`, or `wakes = [one(recv), one(read)]`",
            )),
        };
    }
    if input.peek(Token![<]) || input.peek(Token![::]) || input.peek(token::Paren) {
        return at(&word, USAGE);
    }
    Ok(Target::Named(word))
}
