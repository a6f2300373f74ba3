//! The markers on an impl's methods.

use crate::errors::{self, at};
use syn::{
    Attribute, Ident, Meta, Path, Token, ext::IdentExt as _, parse::ParseStream,
    punctuated::Punctuated,
};

const MARKERS: [&str; 4] = ["notify", "wait", "shared", "on_drop"];
const FLAGS: [&str; 1] = ["default"];

/// A marker, and where it stands.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Notify,
    Wait {
        name: Option<Ident>,
        default: Option<Ident>,
    },
    Shared,
    OnDropNotifier,
}

pub(crate) fn is_marker(attr: &Attribute) -> bool {
    MARKERS.iter().any(|marker| attr.path().is_ident(marker))
}

impl Marker {
    /// The marker among a method's attributes, if it has one.
    pub(crate) fn find(attrs: &[Attribute]) -> syn::Result<Option<Self>> {
        let mut markers = attrs.iter().filter(|attr| is_marker(attr));
        let Some(first) = markers.next() else {
            return Ok(None);
        };
        if let Some(second) = markers.next() {
            let (first, second) = (first.path(), second.path());
            return at(
                second,
                format!(
                    "a method takes one marker, and this one is marked `{}` already: split the \
                     method, or remove one",
                    quote::quote!(#first)
                ),
            );
        }
        Self::parse(first).map(Some)
    }

    fn parse(attr: &Attribute) -> syn::Result<Self> {
        let path = attr.path().clone();
        let kind = if path.is_ident("notify") {
            Kind::Notify
        } else if path.is_ident("shared") {
            Kind::Shared
        } else if path.is_ident("wait") {
            parse_wait(attr)?
        } else {
            parse_on_drop(attr)?
        };
        if let (Kind::Notify | Kind::Shared, Meta::List(_) | Meta::NameValue(_)) =
            (&kind, &attr.meta)
        {
            let name = path.require_ident()?;
            return at(&attr.meta, format!("`#[{name}]` takes no arguments"));
        }
        Ok(Self { path, kind })
    }
}

fn parse_wait(attr: &Attribute) -> syn::Result<Kind> {
    let (mut name, mut default) = (None, None);
    if let Meta::Path(_) = attr.meta {
        return Ok(Kind::Wait { name, default });
    }
    let words = parse_words(attr, "`#[wait(NAME)]` or `#[wait(NAME, default)]`")?;
    for (i, word) in words.into_iter().enumerate() {
        if word == "default" {
            if default.is_some() {
                return at(&word, "`default` is given twice: remove one");
            }
            default = Some(word);
        } else if i == 0 {
            name = Some(word);
        } else {
            let message = errors::unknown("option of `#[wait]`", &word.to_string(), &FLAGS);
            return at(&word, message);
        }
    }
    Ok(Kind::Wait { name, default })
}

fn parse_on_drop(attr: &Attribute) -> syn::Result<Kind> {
    const USAGE: &str = "`#[on_drop(notifier)]`";
    if let Meta::Path(path) = &attr.meta {
        return at(path, format!("whose drop? Write {USAGE}"));
    }
    let words: Vec<_> = parse_words(attr, USAGE)?.into_iter().collect();
    match words.as_slice() {
        [side] if side == "notifier" => Ok(Kind::OnDropNotifier),
        [] => at(&attr.meta, format!("whose drop? Write {USAGE}")),
        [wrong, ..] if wrong != "notifier" => at(
            wrong,
            format!("there is no drop of `{wrong}` to hook: write {USAGE}"),
        ),
        [_, extra, ..] => at(extra, format!("`#[on_drop]` takes one side: write {USAGE}")),
        [_] => unreachable!("matched above"),
    }
}

fn parse_words(attr: &Attribute, usage: &str) -> syn::Result<Punctuated<Ident, Token![,]>> {
    let usage_error =
        |error: syn::Error| syn::Error::new(error.span(), format!("expected {usage}"));
    attr.meta.require_list().map_err(usage_error)?;
    attr.parse_args_with(|input: ParseStream<'_>| {
        Punctuated::parse_terminated_with(input, |input| input.call(Ident::parse_any))
            .map_err(usage_error)
    })
}
