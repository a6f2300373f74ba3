//! The values of the attribute's options, but for handles.

use super::grammar::{rest_of_part, ungroup};
use crate::{errors, spelling, tokens::is_punct};
use proc_macro2::Ident;
use quote::quote;
use syn::{Expr, ExprClosure, LitBool, Path, Token, ext::IdentExt as _, parse::ParseStream};

/// Where the handles find the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In a box that they own.
    Owned,
    /// In a `Waitable` that they borrow.
    Borrowed,
}

/// The value of `until`, whatever it is. Where it ends too early, it is what is wrong.
pub(super) fn parse_check(input: ParseStream<'_>) -> syn::Result<Expr> {
    let written = rest_of_part(&input.fork())?;
    let parsed = input.parse::<Expr>().map_err(|error| {
        let tokens = written.clone().into_iter();
        let ends_in_parameters = tokens.filter(|token| is_punct(token, '|')).count() == 1;
        if ends_in_parameters || error.to_string().starts_with("unexpected end of input") {
            let message = "this check ends too early: write `until = |condition| …`";
            return syn::Error::new_spanned(written, message);
        }
        error
    });
    parsed.map(ungroup)
}

pub(super) fn check_closure(expr: Expr) -> syn::Result<ExprClosure> {
    let Expr::Closure(closure) = expr else {
        return errors::at(
            expr,
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
            parameters,
            "the check takes one parameter, a reference to the condition: `|condition| …`",
        );
    }
    Ok(closure)
}

pub(super) fn parse_bool(input: ParseStream<'_>, option: &str) -> syn::Result<LitBool> {
    input
        .parse::<LitBool>()
        .map_err(|error| syn::Error::new(error.span(), format!("`{option}` is `true` or `false`")))
}

/// The storage, or what is wrong with the word, and the storage that is probably meant.
pub(super) fn parse_storage(
    input: ParseStream<'_>,
) -> Result<Storage, (syn::Error, Option<Storage>)> {
    const USAGE: &str = "`storage` is `owned`, for handles that own the condition together, or \
                         `borrowed`, for handles that borrow it from a `Waitable` of yours";
    let word = input
        .call(Ident::parse_any)
        .map_err(|error| (syn::Error::new(error.span(), USAGE), None))?;
    let name = word.to_string();
    let likely = match spelling::nearest(&name, &["owned", "borrowed", "static", "ref"]) {
        Some("owned") => Some(Storage::Owned),
        Some(_) => Some(Storage::Borrowed),
        None => None,
    };
    match likely {
        Some(storage) if name == "owned" || name == "borrowed" => Ok(storage),
        likely => Err((syn::Error::new_spanned(word, USAGE), likely)),
    }
}

pub(super) fn parse_path(input: ParseStream<'_>) -> syn::Result<Path> {
    const USAGE: &str =
        "`crate` takes the path of `spmc-waker`, such as `my_reexports::spmc_waker`";
    let path = input
        .call(Path::parse_mod_style)
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    if input.peek(Token![<]) {
        return errors::at(rest_of_part(input)?, USAGE);
    }
    Ok(path)
}
