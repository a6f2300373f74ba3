//! The markers on an impl's methods and on their arguments.

mod hooks;
mod notify;
pub(crate) mod old_words;
mod partial;
mod wait;

pub(crate) use hooks::{Event, Hook};
pub(crate) use notify::NotifyOptions;
pub(crate) use partial::Partial;
pub(crate) use wait::WaitOptions;

use crate::{
    errors::{self, at},
    tokens::is_punct,
};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{
    Attribute, Ident, Meta, Path, Token, bracketed, ext::IdentExt as _, parse::ParseStream,
    punctuated::Punctuated, token,
};

pub(crate) const MARKERS: [&str; 6] = ["notify", "wait", "query", "on_drop", "arm", "disarm"];

/// The markers of arguments.
const ON_ARGUMENTS: [&str; 3] = ["once", "field", "local"];

/// A marker, and where it stands.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) role: Role,
}

/// What a marker says of a method.
pub(crate) enum Role {
    Notify(NotifyOptions),
    Wait(WaitOptions),
    Query,
    OnDrop(Hook),
    /// `#[arm]` or `#[disarm]`.
    Arming(Event, Hook),
}

/// The handles that an option names: `A`, or `[A, B]`.
#[derive(Clone)]
pub(crate) struct Names(pub(crate) Vec<Ident>);

/// Whether the attribute is one of these words, alone or at the end of a path: `#[waitable::notify]` is
/// meant for this macro, too.
fn is_word(path: &Path, words: &[&str]) -> bool {
    path.segments
        .last()
        .is_some_and(|last| words.iter().any(|word| last.ident.unraw() == word))
        && (path.segments.len() == 1
            || path.segments.iter().any(|segment| {
                ["waitable", "spmc_waker", "spmc_waker_macros"]
                    .iter()
                    .any(|name| segment.ident == name)
            }))
}

pub(crate) fn is_marker(attr: &Attribute) -> bool {
    marker_of(attr).is_some()
}

pub(crate) fn is_on_argument(attr: &Attribute) -> bool {
    is_word(attr.path(), &ON_ARGUMENTS)
}

/// Whether the tokens in an attribute's brackets are a marker, on whatever it stands.
pub(crate) fn is_marker_tokens(tokens: &TokenStream) -> bool {
    let is_ours = |path: &Path| {
        is_word(path, &MARKERS) || is_word(path, &ON_ARGUMENTS) || misspelled(path).is_some()
    };
    if let Ok(meta) = syn::parse2::<Meta>(tokens.clone()) {
        return is_ours(meta.path()) || conditional_marker(&meta).is_some();
    }
    // One that is not whole.
    let path = tokens
        .clone()
        .into_iter()
        .take_while(|token| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':'));
    syn::parse2::<Path>(path.collect()).is_ok_and(|path| is_ours(&path))
}

/// The marker in a `cfg_attr`, which is expanded too late for it.
fn conditional_marker(meta: &Meta) -> Option<Path> {
    let Meta::List(list) = meta else {
        return None;
    };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let mut metas = metas.ok()?.into_iter().skip(1);
    metas.find_map(|meta| match is_word(meta.path(), &MARKERS) {
        true => Some(meta.path().clone()),
        false => conditional_marker(&meta),
    })
}

/// The marker of this name on an argument, with what it stands as.
pub(crate) fn on_argument<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attrs.iter().find(|attr| {
        is_word(attr.path(), &[name])
            || attr
                .path()
                .get_ident()
                .is_some_and(|word| old_words::on_argument(&word.to_string()) == Some(name))
    })
}

/// The word of a marker, which stands alone.
pub(crate) fn refuse_path(path: &Path) -> syn::Result<&Ident> {
    let last = path.segments.last().map(|last| &last.ident);
    path.get_ident().ok_or_else(|| {
        let message = format!(
            "markers are no items, so they have no path: write `#[{}]`",
            quote!(#last)
        );
        syn::Error::new_spanned(path, message)
    })
}

/// The word of a marker, if the attribute is one, or is meant to be.
pub(crate) fn marker_of(attr: &Attribute) -> Option<String> {
    if let Some(marker) = misspelled(attr.path()) {
        return Some(marker.to_owned());
    }
    let path = conditional_marker(&attr.meta).unwrap_or_else(|| attr.path().clone());
    is_word(&path, &MARKERS)
        .then(|| {
            path.segments
                .last()
                .map(|last| last.ident.unraw().to_string())
        })
        .flatten()
}

/// The marker that is meant by a word that is one but for a letter, for two that have changed places, or
/// for the way that words are joined, or that is its beginning. What is less like one may be an attribute of somebody else.
fn misspelled(path: &Path) -> Option<&'static str> {
    let plain = |word: &str| word.replace('_', "").to_lowercase();
    let word = path.get_ident()?.unraw().to_string();
    if MARKERS.contains(&word.as_str()) {
        return None;
    }
    if let Some(marker) = old_words::marker(&word) {
        return Some(marker);
    }
    let mut markers = MARKERS.into_iter();
    markers.find(|marker| {
        let (word, meant) = (plain(&word), plain(marker));
        let is_beginning = word.len() >= 3 && meant.starts_with(&word);
        word == meant || is_beginning || meant.len() > 3 && errors::is_one_letter_off(&word, &meant)
    })
}

/// Whether this looks like a misspelled marker, which rustc reports as an unknown attribute.
pub(crate) fn is_nearly_marker(attr: &Attribute) -> bool {
    attr.path().get_ident().is_some_and(|ident| {
        let word = ident.to_string();
        let known = [
            "doc", "cfg", "allow", "warn", "deny", "cold", "inline", "must_use",
        ];
        !known.contains(&word.as_str())
            && MARKERS
                .iter()
                .any(|marker| errors::edit_distance(&word, marker) <= 2)
    })
}

impl Marker {
    /// The marker among a method's attributes, if it has one.
    pub(crate) fn find(attrs: &[Attribute], method: &Ident) -> syn::Result<Option<Self>> {
        if let Some(attr) = attrs.iter().find(|attr| is_on_argument(attr)) {
            let path = attr.path();
            return at(
                path,
                format!(
                    "`#[{}]` goes on an argument of a method: `{}`",
                    quote!(#path),
                    match path.is_ident("once") {
                        true => "#[once] item: &mut Option<T>",
                        false => "#[field] field: &mut T",
                    }
                ),
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
                    quote!(#first)
                ),
            );
        }
        Self::parse(first, method).map(Some)
    }

    fn parse(attr: &Attribute, method: &Ident) -> syn::Result<Self> {
        if let Some(path) = conditional_marker(&attr.meta) {
            return at(
                path,
                "a marker in a `cfg_attr` comes too late for `#[waitable]`: put `#[cfg(…)]` on the \
                 method, and write it once for each case",
            );
        }
        let path = attr.path().clone();
        if let Some(meant) = misspelled(attr.path()) {
            let word = quote!(#path).to_string();
            return match old_words::marker(&word) {
                Some(new) => at(
                    &path,
                    old_words::message(&format!("#[{word}]"), &format!("#[{new}]")),
                ),
                None => at(&path, format!("unknown marker: did you mean `#[{meant}]`?")),
            };
        }
        let ident = refuse_path(&path)?;
        let role = match ident.unraw().to_string().as_str() {
            "notify" => Role::Notify(NotifyOptions::parse(attr)?),
            "wait" => Role::Wait(WaitOptions::parse(attr, method)?),
            "on_drop" => Role::OnDrop(hooks::parse_on_drop(attr)?),
            "arm" => Role::Arming(Event::Arm, hooks::parse_arming(attr)?),
            "disarm" => Role::Arming(Event::Disarm, hooks::parse_arming(attr)?),
            _ if matches!(attr.meta, Meta::Path(_)) => Role::Query,
            _ => {
                return at(
                    &attr.meta,
                    "`#[query]` takes no arguments: all handles have the method",
                );
            }
        };
        Ok(Self { path, role })
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

/// The handles after the `=` of an option.
fn parse_names(word: &Ident, input: ParseStream<'_>) -> syn::Result<Names> {
    let usage = match word == "by" {
        true => "`by` takes the handle that has the method, by its name: `by = Receiver`",
        false => {
            "`wakes` takes the waiters that are concerned, by their names: `wakes = Reader`, `wakes = \
             [Reader, Writer]` or `wakes = none`"
        }
    };
    if input.parse::<Token![=]>().is_err() {
        return at(word, usage);
    }
    let at_usage = |error: syn::Error| syn::Error::new(error.span(), usage);
    if input.peek(token::Bracket) {
        let content;
        let bracket = bracketed!(content in input);
        if content.is_empty() {
            return Err(syn::Error::new(bracket.span.join(), usage));
        }
        let names = content
            .parse_terminated(Ident::parse_any, Token![,])
            .map_err(at_usage)?;
        return Ok(Names(names.into_iter().collect()));
    }
    let name = input.call(Ident::parse_any).map_err(at_usage)?;
    if input.peek(Token![<]) || input.peek(Token![::]) {
        return at(name, usage);
    }
    Ok(Names(vec![name]))
}
