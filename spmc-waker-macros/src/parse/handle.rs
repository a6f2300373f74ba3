//! The option that defines a handle: its name, its visibility, and its fields.

use super::grammar::{or_usage, parse_parts, rest_of_part};
use crate::{
    errors::{self, Errors},
    tokens::is_one_of,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, Token, Type, Visibility, braced, bracketed, ext::IdentExt as _,
    parse::ParseStream, token,
};

/// `[attributes] notifier = [vis] Name [{ fields }]`, or `waiters = [vis] Name[N] [{ fields }]`
pub(crate) struct HandleOption {
    /// The attributes before it: its documentation, lint levels and so on.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Option<Visibility>,
    /// `None` for `waiters` without a name.
    pub(crate) ident: Option<Ident>,
    /// `N`, in brackets.
    pub(crate) capacity: Option<Expr>,
    pub(crate) fields: Vec<FieldOption>,
    /// Whether a part of it is wrong.
    pub(crate) is_unclear: bool,
}

/// `[attributes] name: Type [= value]`
pub(crate) struct FieldOption {
    /// Its documentation and lint levels.
    pub(crate) attrs: Vec<Attribute>,
    /// A visibility, which is an error.
    pub(crate) vis: Option<Visibility>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) value: Option<Expr>,
}

/// Whether one of these fields has this name.
pub(crate) fn has_field(fields: &[FieldOption], name: &Ident) -> bool {
    fields.iter().any(|field| field.ident == *name)
}

impl HandleOption {
    /// Makes `waiters` without a name.
    pub(super) fn unnamed(attrs: Vec<Attribute>) -> syn::Result<Self> {
        require_attributes_of_a_handle(&attrs)?;
        Ok(Self {
            attrs,
            vis: None,
            ident: None,
            capacity: None,
            fields: Vec::new(),
            is_unclear: false,
        })
    }
}

/// Parses the value of `notifier`, `waiter` or `waiters`. Reports an error after the name, and keeps the name.
pub(super) fn parse_handle(
    input: ParseStream<'_>,
    option: &str,
    attrs: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<HandleOption> {
    let mut handle = HandleOption::unnamed(attrs)?;
    let vis = input.parse::<Visibility>()?;
    let ident = parse_name(&vis, input, option)?;
    handle.vis = (!matches!(vis, Visibility::Inherited)).then_some(vis);
    handle.ident = Some(ident.clone());
    if option == "waiters" && input.peek(token::Bracket) {
        handle.capacity = parse_capacity(&ident, input)
            .map_err(|error| errors.add(error))
            .ok();
        handle.is_unclear = handle.capacity.is_none();
    }
    if let Err(error) = require_end_of_name(&ident, input, option) {
        errors.add(error);
        handle.is_unclear = true;
    } else if input.peek(token::Brace) {
        let content;
        braced!(content in input);
        let are_right = parse_parts(&content, "expected `,`", errors, &mut |input, _| {
            handle.fields.push(parse_field(input)?);
            Ok(())
        })?;
        handle.is_unclear |= !are_right;
        if option == "waiters" && input.peek(token::Bracket) {
            errors.at(
                &rest_of_part(input)?,
                format!("the number stands before the fields: `waiters = {ident}[8] {{ … }}`"),
            );
            handle.is_unclear = true;
        }
    }
    Ok(handle)
}

/// `[N]`
fn parse_capacity(ident: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    let content;
    let bracket = bracketed!(content in input);
    let capacity = content.parse::<Expr>();
    // Take the rest, because syn would report it, too.
    let rest = content.parse::<TokenStream>()?;
    match capacity {
        Ok(capacity) if rest.is_empty() => Ok(capacity),
        _ => Err(syn::Error::new(
            bracket.span.join(),
            format!(
                "the brackets say how many handles there can be at a time: `waiters = {ident}[8]`"
            ),
        )),
    }
}

fn require_attributes_of_a_handle(attrs: &[Attribute]) -> syn::Result<()> {
    let known = [
        "doc",
        "must_use",
        "deprecated",
        "allow",
        "expect",
        "cfg_attr",
    ];
    match other_than(attrs, &known) {
        Some(other) => errors::at(
            other,
            "a handle can have documentation, `must_use`, `deprecated`, `allow` and `expect` here, and \
             no other attributes",
        ),
        None => Ok(()),
    }
}

/// Finds the first attribute with another name.
fn other_than<'a>(attrs: &'a [Attribute], known: &[&str]) -> Option<&'a Attribute> {
    attrs.iter().find(|attr| {
        let name = attr.path().get_ident();
        name.is_none_or(|name| !is_one_of(name, known))
    })
}

fn parse_name(vis: &Visibility, input: ParseStream<'_>, option: &str) -> syn::Result<Ident> {
    if input.is_empty() {
        let example = match option {
            "notifier" => "Sender",
            _ => "Receiver",
        };
        return errors::at(
            vis,
            format!("the name of the handle is missing: `{option} = pub {example}`"),
        );
    }
    if option != "notifier" && input.peek(token::Bracket) {
        return errors::at(
            &rest_of_part(input)?,
            format!(
                "each handle has an option of its own: `{option} = Sender, {option} = Receiver`"
            ),
        );
    }
    let Ok(ident) = input.parse::<Ident>() else {
        return Err(
            input.error("expected a name for the handle, such as `Sender` or `pub(crate) Sender`")
        );
    };
    if ident == "none" {
        return errors::at(
            &ident,
            match option {
                "notifier" => "`none` stands alone: `notifier = none`".to_owned(),
                _ => format!("`none` would be the handle's name: leave `{option}` out"),
            },
        );
    }
    if input.peek(Token![::]) {
        return errors::at(&rest_of_part(input)?, names_a_new_type(&ident, option));
    }
    Ok(ident)
}

fn names_a_new_type(ident: &Ident, option: &str) -> String {
    format!("this names a new type: `{option} = {ident}`, or `{option} = pub {ident}`")
}

/// Reports anything after the name that is not fields in braces.
fn require_end_of_name(ident: &Ident, input: ParseStream<'_>, option: &str) -> syn::Result<()> {
    let message = if input.peek(Token![<]) {
        format!(
            "the handle has the generics of the condition, which are not repeated: `{option} = {ident}`"
        )
    } else if input.peek(Token![pub]) {
        names_a_new_type(ident, option)
    } else if input.peek(Ident::peek_any) {
        format!(
            "a handle has one name, `{option} = {ident}`: is there a comma missing before this?"
        )
    } else if option == "waiter"
        && input.peek(token::Bracket)
        && parse_capacity(ident, &input.fork()).is_ok()
    {
        format!(
            "there is one handle of a `waiter`: `waiters = {ident}[8]` makes up to 8, and any number of \
             tasks can wait by them"
        )
    } else if input.peek(token::Paren) || input.peek(token::Bracket) {
        format!("the fields of a handle stand in braces: `{option} = {ident} {{ name: Type }}`")
    } else {
        return Ok(());
    };
    errors::at(&rest_of_part(input)?, message)
}

fn parse_field(input: ParseStream<'_>) -> syn::Result<FieldOption> {
    const USAGE: &str =
        "a field of a handle is `name: Type`, or `name: Type = value` with its first value";
    let attrs = input.call(Attribute::parse_outer)?;
    let known = ["doc", "allow", "expect", "warn", "deny"];
    if let Some(other) = other_than(&attrs, &known) {
        return errors::at(
            other,
            "a field of a handle can have documentation and lint levels, and no other attributes",
        );
    }
    let vis = match input.parse()? {
        Visibility::Inherited => None,
        vis => Some(vis),
    };
    let ident: Ident = or_usage(input.parse(), USAGE)?;
    or_usage(input.parse::<Token![:]>(), USAGE)?;
    let ty: Type = or_usage(input.parse(), USAGE)?;
    let value = match input.parse::<Option<Token![=]>>()? {
        Some(equals) if input.is_empty() || input.peek(Token![,]) => {
            return errors::at(
                &equals,
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
