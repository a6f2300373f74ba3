//! The markers of methods and of their arguments. A wrong option is reported, and the other options of its marker
//! still count.

mod hooks;
mod notify;
pub(crate) mod old_words;
mod options;
mod query;
mod wait;
mod wakes;
mod words;

pub(crate) use hooks::{Event, Hook};
pub(crate) use notify::NotifyOptions;
use query::QueryOptions;
pub(crate) use wait::WaitOptions;
pub(crate) use wakes::{Target, Wakes};
pub(crate) use words::{
    is_marker, is_marker_tokens, is_on_argument, is_on_argument_tokens, marker_of, on_argument,
    require_word,
};

use crate::errors::Errors;
use quote::quote;
use syn::{Attribute, Ident, Meta, Path};

/// The marker of a method.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) role: Role,
    /// Whether a part of it is wrong.
    pub(crate) is_unclear: bool,
    /// Whether the method has several markers, so that any handle may be meant.
    pub(crate) is_one_of_several: bool,
}

/// The role that a marker gives a method.
pub(crate) enum Role {
    Notify(NotifyOptions),
    Wait(WaitOptions),
    Query(QueryOptions),
    OnDrop(Hook),
    /// `#[arm]` or `#[disarm]`.
    Arming(Event, Hook),
}

impl Marker {
    /// Finds the marker among a method's attributes. If there are several, takes the one for which most is generated.
    pub(super) fn find(attrs: &[Attribute], method: &Ident, errors: &mut Errors) -> Option<Self> {
        let mut markers = Vec::new();
        for attr in attrs {
            if is_marker(attr) {
                markers.push(attr);
            }
        }
        let is_one_of_several = markers.len() > 1;
        let mut attr = *markers.first()?;
        if let [first, second, ..] = markers.as_slice() {
            let (first, second) = (first.path(), second.path());
            errors.at(
                second,
                format!(
                    "a method takes one marker, and this one is marked `{}` already: split the \
                     method, or remove one",
                    quote!(#first)
                ),
            );
            let rank = |attr| match marker_of(attr) {
                Some("wait") => 0,
                Some("notify" | "query") => 1,
                _ => 2,
            };
            for other in markers {
                if rank(other) < rank(attr) {
                    attr = other;
                }
            }
        }
        let meta = words::marker_meta(&attr.meta);
        let mut mistakes = Errors::default();
        let is_word_right = require_marker(attr, &mut mistakes);
        let (role, is_role_right) = Role::parse(&meta, method, &mut mistakes);
        if !is_one_of_several {
            errors.append(mistakes);
        }
        Some(Self {
            path: meta.path().clone(),
            role,
            is_unclear: is_one_of_several || !is_word_right || !is_role_right,
            is_one_of_several,
        })
    }
}

/// Reports a marker that is misspelled, has a path, or is in a `cfg_attr`. Returns whether the method can be expanded:
/// for an old word it can, as if it were the new one.
fn require_marker(attr: &Attribute, errors: &mut Errors) -> bool {
    if let Some(meta) = words::conditional_marker(&attr.meta) {
        errors.at(
            meta.path(),
            "a marker in a `cfg_attr` comes too late for `#[waitable]`: put `#[cfg(…)]` on the \
             method, and write it once for each case",
        );
        return false;
    }
    let path = attr.path();
    let word = quote!(#path).to_string();
    if let Some(new) = old_words::marker(&word) {
        errors.at(
            path,
            old_words::message(&format!("#[{word}]"), &format!("#[{new}]")),
        );
        return true;
    }
    if let Some(meant) = words::misspelled(path) {
        errors.at(path, format!("unknown marker: did you mean `#[{meant}]`?"));
        return false;
    }
    errors.ok(require_word(path)).is_some()
}

impl Role {
    /// Parses what is right in the marker. Returns whether all of it is.
    fn parse(meta: &Meta, method: &Ident, errors: &mut Errors) -> (Self, bool) {
        match words::meant(meta.path()) {
            Some("notify") => {
                let (options, is_right) = NotifyOptions::parse(meta, errors);
                (Self::Notify(options), is_right)
            }
            Some("wait") => {
                let (options, is_right) = WaitOptions::parse(meta, method, errors);
                (Self::Wait(options), is_right)
            }
            Some("on_drop") => {
                let (hook, is_right) = hooks::parse_on_drop(meta, errors);
                (Self::OnDrop(hook), is_right)
            }
            Some(word @ ("arm" | "disarm")) => {
                let event = if word == "arm" {
                    Event::Arm
                } else {
                    Event::Disarm
                };
                let (hook, is_right) = hooks::parse_arming(meta, word, errors);
                (Self::Arming(event, hook), is_right)
            }
            _ => {
                let (options, is_right) = QueryOptions::parse(meta, errors);
                (Self::Query(options), is_right)
            }
        }
    }
}
