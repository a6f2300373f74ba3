//! The options in a marker's parentheses.

use crate::{
    errors::Errors,
    parse::grammar::{or_usage, parse_parts},
};
use proc_macro2::Ident;
use syn::{Meta, ext::IdentExt as _, parse::ParseStream};

/// Calls `option` for each part between commas. Returns whether all parts are right.
pub(super) fn parse(
    meta: &Meta,
    usage: &str,
    errors: &mut Errors,
    option: &mut dyn FnMut(ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) -> bool {
    let expected = format!("expected {usage}");
    let list = match meta {
        Meta::Path(_) => return true,
        Meta::List(list) => list,
        Meta::NameValue(meta) => {
            errors.at(meta, expected);
            return false;
        }
    };
    let parser = |input: ParseStream<'_>| parse_parts(input, &expected, errors, option);
    let are_right = list.parse_args_with(parser);
    errors.ok(are_right) == Some(true)
}

/// Parses the word with which an option begins.
pub(super) fn parse_word(input: ParseStream<'_>, usage: &str) -> syn::Result<Ident> {
    or_usage(input.call(Ident::parse_any), &format!("expected {usage}"))
}
