//! The grammar that the attribute and the markers share: options between commas. A wrong option is reported, and the
//! others still count.

use crate::errors::{Errors, at};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::TokenStreamExt as _;
use syn::{
    Expr, ExprClosure, Token, bracketed,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _, discouraged::Speculative as _},
    token,
};

/// The handles that an option names: `A`, or `[A, B]`. Empty if the option is wrong and names none.
pub(crate) struct Names(pub(crate) Vec<Ident>);

/// Parses all of these tokens by hand.
pub(crate) fn parse_all(
    tokens: TokenStream,
    parse: &mut dyn FnMut(ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let parse = |input: ParseStream<'_>| parse(input);
    parse.parse2(tokens)
}

/// Parses all of these tokens as a `T`. Unlike `syn::parse2`, this shares most of its compiled code among all `T`.
pub(crate) fn parse_as<T: Parse>(tokens: TokenStream) -> Option<T> {
    let mut parsed = None;
    let all = parse_all(tokens, &mut |input| {
        parsed = Some(input.parse()?);
        Ok(())
    });
    match all {
        Ok(()) => parsed,
        Err(_) => None,
    }
}

/// Parses the parts between commas. If a part is wrong, reports it and skips the rest of it. Returns whether all parts
/// are right.
pub(super) fn parse_parts(
    input: ParseStream<'_>,
    missing_comma: &str,
    errors: &mut Errors,
    part: &mut dyn FnMut(ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) -> syn::Result<bool> {
    let mut are_right = true;
    while !input.is_empty() {
        let ahead = input.fork();
        let mut parsed = part(&ahead, errors);
        if parsed.is_ok() && !ahead.is_empty() && !ahead.peek(Token![,]) {
            parsed = Err(syn::Error::new(ahead.span(), missing_comma));
        }
        match parsed {
            Ok(()) => input.advance_to(&ahead),
            Err(error) => {
                errors.add(error);
                are_right = false;
                // Skip whole groups that the fork has entered. syn would report what it has left unparsed in them.
                while input.cursor() < ahead.cursor() {
                    input.parse::<TokenTree>()?;
                }
                rest_of_part(input)?;
            }
        }
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(are_right)
}

/// Takes the tokens up to the next comma that is not in brackets. Angle brackets count as brackets.
pub(super) fn rest_of_part(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let (mut rest, mut depth) = (TokenStream::new(), 0_usize);
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        if input.peek(Token![<]) {
            depth += 1;
        } else if input.peek(Token![>]) {
            depth = depth.saturating_sub(1);
        }
        rest.append(input.parse::<TokenTree>()?);
    }
    Ok(rest)
}

/// Stores an option. A second value is an error.
pub(super) fn set<T>(place: &mut Option<T>, word: &Ident, value: T) -> syn::Result<()> {
    if place.is_some() {
        return given_twice(word);
    }
    *place = Some(value);
    Ok(())
}

pub(super) fn given_twice(word: &Ident) -> syn::Result<()> {
    at(word, format!("`{word}` is given twice: remove one"))
}

/// Gives the error of a part that is wrong another message, which says how the whole is written.
pub(super) fn or_usage<T>(parsed: syn::Result<T>, usage: &str) -> syn::Result<T> {
    match parsed {
        Ok(parsed) => Ok(parsed),
        Err(error) => Err(syn::Error::new(error.span(), usage)),
    }
}

/// Parses the `=` after an option's name.
pub(super) fn parse_equals(word: &Ident, input: ParseStream<'_>, usage: &str) -> syn::Result<()> {
    match input.parse::<Token![=]>() {
        Ok(_) => Ok(()),
        Err(_) => at(word, usage),
    }
}

/// Parses the expression after an option's name and `=`.
pub(super) fn parse_value(word: &Ident, input: ParseStream<'_>, usage: &str) -> syn::Result<Expr> {
    parse_equals(word, input, usage)?;
    or_usage(input.parse(), usage)
}

/// Parses the value of `by`. If it is wrong, it names nothing.
pub(super) fn set_names(
    place: &mut Option<Names>,
    word: &Ident,
    input: ParseStream<'_>,
) -> syn::Result<()> {
    let ahead = input.fork();
    match parse_names(word, &ahead) {
        Ok(names) => {
            input.advance_to(&ahead);
            set(place, word, names)
        }
        Err(error) => {
            rest_of_part(input)?;
            place.get_or_insert(Names(Vec::new()));
            Err(error)
        }
    }
}

fn parse_names(word: &Ident, input: ParseStream<'_>) -> syn::Result<Names> {
    let usage = "`by` takes the handle that has the method, by its name: `by = Receiver`";
    parse_equals(word, input, usage)?;
    if input.peek(token::Bracket) {
        let content;
        let bracket = bracketed!(content in input);
        if content.is_empty() {
            return Err(syn::Error::new(bracket.span.join(), usage));
        }
        let mut names = Vec::new();
        while !content.is_empty() {
            names.push(or_usage(content.call(Ident::parse_any), usage)?);
            if !content.is_empty() {
                or_usage(content.parse::<Token![,]>(), usage)?;
            }
        }
        return Ok(Names(names));
    }
    let name = or_usage(input.call(Ident::parse_any), usage)?;
    if input.peek(Token![<]) || input.peek(Token![::]) {
        return at(&name, usage);
    }
    Ok(Names(vec![name]))
}

/// Removes the parentheses and invisible groups around an expression.
pub(super) fn ungroup(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => ungroup(*group.expr),
        Expr::Paren(paren) => ungroup(*paren.expr),
        expr => expr,
    }
}

/// Returns a closure with one parameter, without the parentheses and groups around it. Otherwise returns the
/// expression.
pub(super) fn closure_of(expr: Expr) -> Result<ExprClosure, Box<Expr>> {
    match ungroup(expr) {
        Expr::Closure(closure) if closure.asyncness.is_none() && closure.inputs.len() == 1 => {
            Ok(closure)
        }
        expr => Err(Box::new(expr)),
    }
}
