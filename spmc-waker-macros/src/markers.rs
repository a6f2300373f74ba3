//! The markers on an impl's methods and on their arguments.

mod hooks;
mod notify;
mod sketch;
mod wait;

pub(crate) use hooks::{Arming, Event};
pub(crate) use notify::Notify;
pub(crate) use sketch::Sketch;
pub(crate) use wait::WaitOptions;

use crate::errors::{self, at};
use proc_macro2::Span;
use std::fmt;
use syn::{Attribute, Ident, Meta, Path, Token, ext::IdentExt as _, parse::ParseStream};

pub(crate) const MARKERS: [&str; 6] = ["notify", "wait", "shared", "on_drop", "arm", "disarm"];

/// The marker of an argument.
pub(crate) const ONCE: &str = "once";

/// A marker, and where it stands.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Notify(Notify),
    Wait(WaitOptions),
    Shared,
    /// Of these sides.
    OnDrop(Vec<Side>),
    Arming(Arming),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Notifier,
    Waiter,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::Notifier, Self::Waiter];

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Notifier => Self::Waiter,
            Self::Waiter => Self::Notifier,
        }
    }

    fn of(word: &Ident) -> Option<Self> {
        Self::BOTH
            .into_iter()
            .find(|side| word == &side.to_string())
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Notifier => "notifier",
            Self::Waiter => "waiter",
        })
    }
}

pub(crate) fn is_marker(attr: &Attribute) -> bool {
    MARKERS.iter().any(|marker| attr.path().is_ident(marker))
}

pub(crate) fn is_once(attr: &Attribute) -> bool {
    attr.path().is_ident(ONCE)
}

/// Whether this looks like a misspelled marker, which rustc reports as an unknown attribute.
pub(crate) fn is_nearly_marker(attr: &Attribute) -> bool {
    attr.path().get_ident().is_some_and(|ident| {
        let word = ident.to_string();
        MARKERS
            .iter()
            .any(|marker| errors::edit_distance(&word, marker) <= 2)
    })
}

impl Marker {
    /// The marker among a method's attributes, if it has one.
    pub(crate) fn find(attrs: &[Attribute]) -> syn::Result<Option<Self>> {
        if let Some(once) = attrs.iter().find(|attr| is_once(attr)) {
            return at(
                once.path(),
                "`#[once]` goes on an argument of a `#[wait]` method: `#[once] item: &mut Option<T>`",
            );
        }
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
        let kind = match path.require_ident()?.to_string().as_str() {
            "notify" => Kind::Notify(Notify::parse(attr)?),
            "wait" => Kind::Wait(WaitOptions::parse(attr)?),
            "on_drop" => Kind::OnDrop(hooks::parse_on_drop(attr)?),
            "arm" => Kind::Arming(Arming::parse(attr, Event::Arm)?),
            "disarm" => Kind::Arming(Arming::parse(attr, Event::Disarm)?),
            _ if matches!(attr.meta, Meta::Path(_)) => Kind::Shared,
            _ => {
                return at(
                    &attr.meta,
                    "`#[shared]` takes no arguments: both handles have the method",
                );
            }
        };
        Ok(Self { path, kind })
    }
}

/// Passes each word in a marker's parentheses on, with what follows it.
fn parse_options(
    attr: &Attribute,
    usage: &str,
    mut option: impl FnMut(Ident, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let expected = |span: Span| syn::Error::new(span, format!("expected {usage}"));
    match &attr.meta {
        Meta::Path(_) => return Ok(()),
        Meta::List(_) => {}
        Meta::NameValue(meta) => return at(meta, format!("expected {usage}")),
    }
    attr.parse_args_with(|input: ParseStream<'_>| {
        while !input.is_empty() {
            let Ok(word) = input.call(Ident::parse_any) else {
                return Err(expected(input.span()));
            };
            option(word, input)?;
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                return Err(expected(input.span()));
            }
        }
        Ok(())
    })
}

/// Stores an option, once.
fn set<T>(place: &mut Option<T>, word: &Ident, value: T) -> syn::Result<()> {
    if place.replace(value).is_some() {
        return at(word, format!("`{word}` is given twice: remove one"));
    }
    Ok(())
}

/// The `= side` after `by`: which handle has the method.
fn parse_by(by: &Ident, input: ParseStream<'_>) -> syn::Result<Side> {
    const USAGE: &str =
        "`by` takes a side, whatever its handle is called: `by = notifier` or `by = waiter`";
    if input.parse::<Token![=]>().is_err() {
        return at(by, USAGE);
    }
    let Ok(word) = input.call(Ident::parse_any) else {
        return Err(syn::Error::new(input.span(), USAGE));
    };
    match Side::of(&word) {
        Some(side) => Ok(side),
        None => at(word, USAGE),
    }
}
