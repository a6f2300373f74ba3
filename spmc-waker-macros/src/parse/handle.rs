//! A handle among the options: its name, its visibility, and its fields.

use crate::errors;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, Token, Type, Visibility, braced, ext::IdentExt as _, parse::ParseStream, token,
};

/// `[vis] Name [{ fields }]`
pub(crate) struct HandleOption {
    pub(crate) vis: Option<Visibility>,
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<FieldOption>,
}

/// `[attributes] name: Type [= value]`
pub(crate) struct FieldOption {
    /// Its documentation, and lints.
    pub(crate) attrs: Vec<Attribute>,
    /// Which a field cannot have.
    pub(crate) vis: Option<Visibility>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) value: Option<Expr>,
}

/// The value of `notifier` or `waiter`.
pub(super) fn parse_handle(input: ParseStream<'_>, option: &str) -> syn::Result<HandleOption> {
    let vis = input.parse::<Visibility>()?;
    if input.is_empty() {
        return errors::at(
            vis,
            format!(
                "the name of the handle is missing: `{option} = pub {}`",
                match option {
                    "waiter" => "Receiver",
                    _ => "Sender",
                }
            ),
        );
    }
    if option == "waiter" && input.peek(token::Bracket) {
        return errors::at(
            rest_of_option(input)?,
            "each waiter has an option of its own: `waiter = Sender, waiter = Receiver`",
        );
    }
    let Ok(ident) = input.parse::<Ident>() else {
        return Err(
            input.error("expected a name for the handle, such as `Sender` or `pub(crate) Sender`")
        );
    };
    if ident == "none" {
        return errors::at(
            ident,
            format!(
                "`none` would be the handle's name: leave `{option}` out. There is a notifier where one \
                 waiter is named, and with several only if it is named"
            ),
        );
    }
    if input.peek(Token![<]) {
        return errors::at(
            rest_of_option(input)?,
            format!(
                "the handle has the generics of the condition, which are not repeated: `{option} = \
                 {ident}`"
            ),
        );
    }
    if input.peek(Token![::]) || input.peek(Token![pub]) {
        return errors::at(
            rest_of_option(input)?,
            format!("this names a new type: `{option} = {ident}`, or `{option} = pub {ident}`"),
        );
    }
    if input.peek(Ident::peek_any) {
        return errors::at(
            rest_of_option(input)?,
            format!(
                "a handle has one name, `{option} = {ident}`: is there a comma missing before this?"
            ),
        );
    }
    if input.peek(token::Paren) || input.peek(token::Bracket) {
        return errors::at(
            rest_of_option(input)?,
            format!(
                "the fields of a handle stand in braces: `{option} = {ident} {{ name: Type }}`"
            ),
        );
    }
    let fields = if input.peek(token::Brace) {
        let content;
        braced!(content in input);
        let fields = content.parse_terminated(parse_field, Token![,]);
        if fields.is_err() {
            // What has not been parsed would be an error as well.
            content.parse::<TokenStream>()?;
        }
        fields?.into_iter().collect()
    } else {
        Vec::new()
    };
    let vis = (!matches!(vis, Visibility::Inherited)).then_some(vis);
    Ok(HandleOption { vis, ident, fields })
}

fn parse_field(input: ParseStream<'_>) -> syn::Result<FieldOption> {
    const USAGE: &str =
        "a field of a handle is `name: Type`, or `name: Type = value` with its first value";
    let at_usage = |error: syn::Error| syn::Error::new(error.span(), USAGE);
    let attrs = input.call(Attribute::parse_outer)?;
    let known = ["doc", "allow", "expect", "warn", "deny"];
    let is_known = |attr: &&Attribute| known.iter().any(|name| attr.path().is_ident(name));
    if let Some(other) = attrs.iter().find(|attr| !is_known(attr)) {
        return errors::at(
            other,
            "a field of a handle can have documentation and lint levels, and no other attributes",
        );
    }
    let vis = match input.parse()? {
        Visibility::Inherited => None,
        vis => Some(vis),
    };
    let ident: Ident = input.parse().map_err(at_usage)?;
    input.parse::<Token![:]>().map_err(at_usage)?;
    let ty: Type = input.parse().map_err(at_usage)?;
    let value = match input.parse::<Option<Token![=]>>()? {
        Some(equals) if input.is_empty() || input.peek(Token![,]) => {
            return errors::at(
                equals,
                format!(
                    "the first value of `{ident}` is missing: `{ident}: {} = …`",
                    ty.to_token_stream()
                ),
            );
        }
        Some(_) => Some(input.parse()?),
        None => None,
    };
    Ok(FieldOption {
        attrs,
        vis,
        ident,
        ty,
        value,
    })
}

/// All up to the next comma outside of brackets, even of generics.
pub(super) fn rest_of_option(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let (mut rest, mut depth) = (TokenStream::new(), 0_usize);
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        if input.peek(Token![<]) {
            depth += 1;
        } else if input.peek(Token![>]) {
            depth = depth.saturating_sub(1);
        }
        rest.extend([input.parse::<TokenTree>()?]);
    }
    Ok(rest)
}
