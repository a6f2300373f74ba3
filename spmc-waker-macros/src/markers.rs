//! The markers on an impl's methods.

use crate::errors::{self, at};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
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
    const USAGE: &str = "`#[wait(NAME)]` or `#[wait(NAME, default)]`";
    let (mut name, mut default) = (None, None);
    if let Meta::Path(_) = attr.meta {
        return Ok(Kind::Wait { name, default });
    }
    for (i, Word { ident, rest }) in parse_words(attr, USAGE)?.into_iter().enumerate() {
        let is_default = ident == "default";
        if is_default && default.is_some() {
            return at(&ident, "`default` is given twice: remove one");
        }
        if !is_default && (i > 0 || is_value(&rest)) {
            let message = errors::unknown(&ident.to_string(), " of `#[wait]`", &FLAGS);
            return at(&ident, message);
        }
        if !rest.is_empty() {
            return at(rest, format!("expected {USAGE}"));
        }
        if syn::parse2::<Ident>(ident.to_token_stream()).is_err() {
            let message = format!("`{ident}` is a keyword: give the wait another name");
            return at(&ident, message);
        }
        *(if is_default { &mut default } else { &mut name }) = Some(ident);
    }
    Ok(Kind::Wait { name, default })
}

fn parse_on_drop(attr: &Attribute) -> syn::Result<Kind> {
    const USAGE: &str = "`#[on_drop(notifier)]`";
    if let Meta::Path(path) = &attr.meta {
        return at(path, format!("whose drop? Write {USAGE}"));
    }
    let mut words = parse_words(attr, USAGE)?.into_iter();
    let Some(Word { ident: side, rest }) = words.next() else {
        return at(&attr.meta, format!("whose drop? Write {USAGE}"));
    };
    if side != "notifier" {
        return at(
            &side,
            format!("there is no drop of `{side}` to hook: write {USAGE}"),
        );
    }
    if !rest.is_empty() {
        return at(rest, format!("expected {USAGE}"));
    }
    if let Some(Word { ident: extra, .. }) = words.next() {
        return at(extra, format!("`#[on_drop]` takes one side: write {USAGE}"));
    }
    Ok(Kind::OnDropNotifier)
}

/// A word in a marker's parentheses, and what stands between it and the next comma.
struct Word {
    ident: Ident,
    rest: TokenStream,
}

/// `= value` or `(value)`: what an option would be followed by.
fn is_value(rest: &TokenStream) -> bool {
    match rest.clone().into_iter().next() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '=',
        Some(TokenTree::Group(_)) => true,
        _ => false,
    }
}

fn parse_words(attr: &Attribute, usage: &str) -> syn::Result<Punctuated<Word, Token![,]>> {
    let usage_error =
        |error: syn::Error| syn::Error::new(error.span(), format!("expected {usage}"));
    attr.meta.require_list().map_err(usage_error)?;
    attr.parse_args_with(|input: ParseStream<'_>| {
        Punctuated::parse_terminated_with(input, Word::parse).map_err(usage_error)
    })
}

impl Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ident = input.call(Ident::parse_any)?;
        let mut rest = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            rest.append(input.parse::<TokenTree>()?);
        }
        Ok(Self { ident, rest })
    }
}

/// These tokens without markers, wherever they stand.
pub(crate) fn strip(tokens: TokenStream) -> TokenStream {
    let (tokens, _) = split(tokens);
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut stripped = Group::new(group.delimiter(), strip(group.stream()));
            stripped.set_span(group.span());
            TokenTree::Group(stripped)
        }
        token => token,
    });
    tokens.collect()
}

/// These tokens without the markers among them, and the names of those.
pub(crate) fn split(tokens: TokenStream) -> (TokenStream, Vec<Ident>) {
    let (mut others, mut markers) = (TokenStream::new(), Vec::new());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_pound = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        if let Some(marker) = tokens
            .peek()
            .filter(|_| is_pound)
            .and_then(bracketed_marker)
        {
            markers.push(marker);
            tokens.next();
        } else {
            others.append(token);
        }
    }
    (others, markers)
}

/// `notify` of `[notify …]`.
fn bracketed_marker(token: &TokenTree) -> Option<Ident> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    match group.stream().into_iter().next() {
        Some(TokenTree::Ident(ident)) if group.delimiter() == Delimiter::Bracket => MARKERS
            .iter()
            .any(|marker| ident == marker)
            .then_some(ident),
        _ => None,
    }
}
