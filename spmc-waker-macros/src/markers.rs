//! The markers on an impl's methods.

use crate::errors::{self, at};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
use syn::{
    Attribute, Expr, ExprClosure, Ident, Meta, Path, Token, ext::IdentExt as _, parse::ParseStream,
    punctuated::Punctuated,
};

pub(crate) const MARKERS: [&str; 4] = ["notify", "wait", "shared", "on_drop"];
const WAIT_FLAGS: [&str; 1] = ["default"];
const NOTIFY_OPTIONS: [&str; 3] = ["when", "cold", "on_drop"];

/// A marker, and where it stands.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Notify(Notify),
    Wait {
        name: Option<Ident>,
        default: Option<Ident>,
    },
    Shared,
    OnDrop(Side),
}

/// The options of `#[notify]`.
#[derive(Default)]
pub(crate) struct Notify {
    /// Says of the result whether to wake.
    pub(crate) when: Option<ExprClosure>,
    /// The waking path is outlined.
    pub(crate) cold: Option<Ident>,
    /// The result is a guard, after which to wake.
    pub(crate) on_drop: Option<Ident>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Notifier,
    Waiter,
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
            Kind::Notify(parse_notify(attr)?)
        } else if path.is_ident("shared") {
            Kind::Shared
        } else if path.is_ident("wait") {
            parse_wait(attr)?
        } else {
            parse_on_drop(attr)?
        };
        if let (Kind::Shared, Meta::List(_) | Meta::NameValue(_)) = (&kind, &attr.meta) {
            return at(&attr.meta, "`#[shared]` takes no arguments");
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
            let message = errors::unknown(&ident.to_string(), " of `#[wait]`", &WAIT_FLAGS);
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

fn parse_notify(attr: &Attribute) -> syn::Result<Notify> {
    const USAGE: &str =
        "`#[notify]`, or `#[notify(…)]` with `when = |result| …`, `cold` or `on_drop`";
    let mut notify = Notify::default();
    match &attr.meta {
        Meta::Path(_) => return Ok(notify),
        Meta::List(_) => {}
        Meta::NameValue(meta) => return at(meta, format!("expected {USAGE}")),
    }
    attr.parse_args_with(|input: ParseStream<'_>| {
        while !input.is_empty() {
            let Ok(option) = input.call(Ident::parse_any) else {
                return Err(input.error(format!("expected {USAGE}")));
            };
            let name = option.to_string();
            let is_given = match name.as_str() {
                "when" => notify.when.is_some(),
                "cold" => notify.cold.is_some(),
                "on_drop" => notify.on_drop.is_some(),
                _ => {
                    return at(
                        &option,
                        errors::unknown(&name, " of `#[notify]`", &NOTIFY_OPTIONS),
                    );
                }
            };
            if is_given {
                return at(&option, format!("`{option}` is given twice: remove one"));
            }
            match name.as_str() {
                "when" => notify.when = Some(parse_when(&option, input)?),
                "cold" => notify.cold = Some(option),
                _ => notify.on_drop = Some(option),
            }
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                return Err(input.error(format!("expected {USAGE}")));
            }
        }
        Ok(())
    })?;
    if let (Some(_), Some(on_drop)) = (&notify.when, &notify.on_drop) {
        return at(
            on_drop,
            "`on_drop` wakes when the guard is dropped, and `when` looks at the result before that: \
             take one of them",
        );
    }
    Ok(notify)
}

fn parse_when(option: &Ident, input: ParseStream<'_>) -> syn::Result<ExprClosure> {
    const USAGE: &str = "`when` takes a closure that says of the result whether to wake: \
                         `when = |result| …`";
    if input.parse::<Token![=]>().is_err() {
        return at(option, USAGE);
    }
    let expr = input
        .parse::<Expr>()
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    match expr {
        Expr::Closure(closure) if closure.asyncness.is_none() && closure.inputs.len() == 1 => {
            Ok(closure)
        }
        expr => at(expr, USAGE),
    }
}

fn parse_on_drop(attr: &Attribute) -> syn::Result<Kind> {
    const USAGE: &str = "`#[on_drop(notifier)]` or `#[on_drop(waiter)]`";
    if let Meta::Path(path) = &attr.meta {
        return at(path, format!("whose drop? Write {USAGE}"));
    }
    let mut words = parse_words(attr, USAGE)?.into_iter();
    let Some(Word { ident: side, rest }) = words.next() else {
        return at(&attr.meta, format!("whose drop? Write {USAGE}"));
    };
    let kind = match side.to_string().as_str() {
        "notifier" => Kind::OnDrop(Side::Notifier),
        "waiter" => Kind::OnDrop(Side::Waiter),
        _ => {
            return at(
                &side,
                format!("there is no drop of `{side}` to hook: write {USAGE}"),
            );
        }
    };
    if !rest.is_empty() {
        return at(rest, format!("expected {USAGE}"));
    }
    if let Some(Word { ident: extra, .. }) = words.next() {
        return at(extra, format!("`#[on_drop]` takes one side: write {USAGE}"));
    }
    Ok(kind)
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
