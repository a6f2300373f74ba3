//! The value of `wakes`.

use crate::{
    errors::at,
    parse::grammar::{rest_of_part, set},
};
use proc_macro2::{Ident, Span};
use syn::{
    Token, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, discouraged::Speculative as _},
    token,
};

/// The value of `wakes`. Empty if it is wrong.
#[derive(Clone)]
pub(crate) struct Wakes(pub(crate) Vec<Target>);

#[derive(Clone)]
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
            place.get_or_insert(Wakes(Vec::new()));
            rest_of_part(input)?;
            Err(error)
        }
    }
}

fn parse(word: &Ident, input: ParseStream<'_>) -> syn::Result<Wakes> {
    if input.parse::<Token![=]>().is_err() {
        return at(word, USAGE);
    }
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
            let comma = content.parse::<Token![,]>();
            comma.map_err(|error| usage(error.span()))?;
        }
    }
    Ok(Wakes(targets))
}

fn usage(span: Span) -> syn::Error {
    syn::Error::new(span, USAGE)
}

fn parse_target(input: ParseStream<'_>) -> syn::Result<Target> {
    let word = input
        .call(Ident::parse_any)
        .map_err(|error| usage(error.span()))?;
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
