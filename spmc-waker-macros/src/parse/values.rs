//! The values of the attribute's options, except for handles.

use super::grammar::{or_usage, rest_of_part, ungroup};
use crate::{errors, tokens::is_punct};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, ExprClosure, LitBool, Path, Token, ext::IdentExt as _, parse::ParseStream};

/// How handles hold the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// They own it together, in an allocation.
    Owned,
    /// They borrow it from a `Waitable`.
    Borrowed,
}

/// Parses the value of `until` as any expression. If it ends too early, the error is at the whole value.
pub(super) fn parse_check(input: ParseStream<'_>) -> syn::Result<Expr> {
    let written = rest_of_part(&input.fork())?;
    let parsed = input.parse::<Expr>().map_err(|error| {
        let tokens = written.clone().into_iter();
        let ends_in_parameters = tokens.filter(|token| is_punct(token, '|')).count() == 1;
        if ends_in_parameters || error.to_string().starts_with("unexpected end of input") {
            let message = "this check ends too early: write `until = |condition| …`";
            return errors::error(&written, &message);
        }
        error
    });
    parsed.map(ungroup)
}

pub(super) fn check_closure(expr: Expr) -> syn::Result<ExprClosure> {
    let Expr::Closure(closure) = expr else {
        return errors::at(
            &expr,
            "`until` takes a closure that checks the condition: `|condition| condition.is_met()`",
        );
    };
    if let Some(asyncness) = &closure.asyncness {
        return errors::at(
            asyncness,
            "the check must not be `async`: it says whether the condition holds now, and is run \
             again after each notification",
        );
    }
    if closure.inputs.len() != 1 {
        let (begin, parameters, end) = (closure.inputs_begin, &closure.inputs, closure.inputs_end);
        let parameters = if parameters.is_empty() {
            quote!(#begin #end)
        } else {
            quote!(#parameters)
        };
        return errors::at(
            &parameters,
            "the check takes one parameter, a reference to the condition: `|condition| …`",
        );
    }
    Ok(closure)
}

pub(super) fn parse_bool(input: ParseStream<'_>, option: &str) -> syn::Result<LitBool> {
    or_usage(input.parse(), &format!("`{option}` is `true` or `false`"))
}

pub(super) fn parse_storage(input: ParseStream<'_>) -> syn::Result<Storage> {
    const USAGE: &str = "`storage` is `owned`, for handles that own the condition together, or \
                         `borrowed`, for handles that borrow it from a `Waitable` of yours";
    let word = or_usage(input.call(Ident::parse_any), USAGE)?;
    match word.to_string().as_str() {
        "owned" => Ok(Storage::Owned),
        "borrowed" => Ok(Storage::Borrowed),
        _ => errors::at(&word, USAGE),
    }
}

/// Guesses which storage a wrong value stands for.
pub(super) fn likely_storage(written: &TokenStream) -> Storage {
    let written = written.to_string().to_lowercase();
    for word in &["borr", "ref", "static", "&"] {
        if written.contains(word) {
            return Storage::Borrowed;
        }
    }
    Storage::Owned
}

pub(super) fn parse_path(input: ParseStream<'_>) -> syn::Result<Path> {
    const USAGE: &str =
        "`crate` takes the path of `spmc-waker`, such as `my_reexports::spmc_waker`";
    let path = or_usage(input.call(Path::parse_mod_style), USAGE)?;
    if input.peek(Token![<]) {
        return errors::at(&rest_of_part(input)?, USAGE);
    }
    Ok(path)
}
