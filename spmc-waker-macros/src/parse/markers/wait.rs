//! `#[wait]`.

use super::{
    old_words, options,
    wakes::{Wakes, set_wakes},
};
use crate::{
    errors::{self, Errors, at},
    names,
    parse::grammar::{Names, or_usage, parse_equals, parse_value, set, set_names, ungroup},
    spelling,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::{
    Expr, ExprLit, Lit, Meta, Token, Visibility, ext::IdentExt as _, parse::ParseStream, token,
};

const OPTIONS: [&str; 11] = [
    "await", "stream", "sink", "blocking", "within", "budget", "query", "by", "wakes", "future",
    "doc",
];
const USAGE: &str = "`#[wait(NAME)]`, and after the name `await`, `stream`, `sink`, `blocking`, `within`, \
                     `budget = N`, `query`, `by = HANDLE`, `wakes = WAIT`, `future = NAME` or `doc = \"…\"`";

/// The name of a wait, and its options.
#[derive(Default)]
pub(crate) struct WaitOptions {
    pub(crate) vis: Option<Visibility>,
    pub(crate) name: Option<Ident>,
    /// The handle is a future.
    pub(crate) awaited: Option<Ident>,
    /// The handle is a stream.
    pub(crate) stream: Option<Ident>,
    /// The handle is a sink.
    pub(crate) sink: Option<Ident>,
    /// There are methods that block the thread.
    pub(crate) blocking: Option<Ident>,
    /// There is a method that a timer ends.
    pub(crate) within: Option<Ident>,
    /// The number of ready results in a row after which it yields.
    pub(crate) budget: Option<Box<Expr>>,
    /// The check takes nothing, and all handles have it.
    pub(crate) query: Option<Ident>,
    /// The handles that have it.
    pub(crate) by: Option<Names>,
    /// The tasks that its end wakes.
    pub(crate) wakes: Option<Wakes>,
    /// The name of the future.
    pub(crate) future: Option<Ident>,
    /// The documentation of the wait.
    pub(crate) doc: Option<Box<Expr>>,
}

impl WaitOptions {
    /// Parses what is right. Returns whether all of it is.
    pub(super) fn parse(meta: &Meta, method: &Ident, errors: &mut Errors) -> (Self, bool) {
        let mut wait = Self::default();
        let mut is_first = true;
        let is_right = options::parse(meta, USAGE, errors, &mut |input, errors| {
            if input.peek(Token![pub]) {
                wait.parse_visibility(input, is_first)?;
            }
            let was_first = is_first;
            // A name may be missing before the first comma.
            is_first &= input.peek(Token![,]);
            wait.parse_part(input, was_first, method, errors)
        });
        if let Meta::NameValue(meta) = meta {
            wait.name = name_in(&meta.value.to_token_stream());
        }
        (wait, is_right)
    }

    fn parse_visibility(&mut self, input: ParseStream<'_>, is_first: bool) -> syn::Result<()> {
        let vis = input.parse::<Visibility>()?;
        if !is_first || input.is_empty() || input.peek(Token![,]) {
            return at(
                &vis,
                "a visibility stands before the name of the wait: `#[wait(pub recv)]`",
            );
        }
        self.vis = Some(vis);
        Ok(())
    }

    fn parse_part(
        &mut self,
        input: ParseStream<'_>,
        is_first: bool,
        method: &Ident,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let Ok(word) = input.call(Ident::parse_any) else {
            return self.quoted_name(input);
        };
        let name = word.to_string();
        let may_be_name = is_first && !input.peek(Token![=]) && !input.peek(token::Paren);
        let is_derived = names::wait_name(method).is_some_and(|name| name == word);
        match old_words::of_wait(&name) {
            Some(new) if !(may_be_name && is_derived) => {
                errors.at(&word, old_words::message(&name, new));
                return self.option(new, &word, input);
            }
            _ => {}
        }
        if OPTIONS.contains(&name.as_str()) {
            return self.option(&name, &word, input);
        }
        if may_be_name && name != "_" {
            if is_keyword(&word) && !input.is_empty() && !input.peek(Token![,]) {
                return Err(syn::Error::new(input.span(), format!("expected {USAGE}")));
            }
            return set(&mut self.name, &word, word.clone());
        }
        Err(self.unknown(&word, input))
    }

    fn option(&mut self, name: &str, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match name {
            "await" => set(&mut self.awaited, word, word.clone()),
            "stream" => set(&mut self.stream, word, word.clone()),
            "sink" => set(&mut self.sink, word, word.clone()),
            "blocking" => set(&mut self.blocking, word, word.clone()),
            "within" => set(&mut self.within, word, word.clone()),
            "budget" => set(&mut self.budget, word, Box::new(parse_budget(word, input)?)),
            "query" => set(&mut self.query, word, word.clone()),
            "by" => set_names(&mut self.by, word, input),
            "wakes" => set_wakes(&mut self.wakes, word, input),
            "future" => set(&mut self.future, word, parse_future(word, input)?),
            _ => set(&mut self.doc, word, Box::new(parse_doc(word, input)?)),
        }
    }

    /// Understands an unknown word as the wait's name, as the nearest option, or as a handle that `by` would name.
    fn unknown(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Error {
        let name = word.to_string();
        let is_alone = !input.peek(Token![=]);
        let unknown = errors::unknown(&name, " of `#[wait]`", &OPTIONS);
        let nearest = spelling::nearest(&name, &OPTIONS);
        let message = if name == "_" {
            "a wait needs a name: `#[wait(recv)]`".to_owned()
        } else if name == "name" {
            "the name of a wait is written alone: `#[wait(recv)]`".to_owned()
        } else if self.name.is_none() && is_alone {
            if nearest.is_none() {
                self.name = Some(word.clone());
            }
            format!("{unknown}; if it is the wait's name, write it first")
        } else if name.starts_with(char::is_uppercase) && is_alone {
            let by = self.by.get_or_insert(Names(Vec::new()));
            by.0.push(word.clone());
            format!("{unknown}; a handle is named by `by = {name}`")
        } else {
            unknown
        };
        if let Some(nearest) = nearest {
            // An error of this guess would be a second one.
            drop(self.option(nearest, word, input));
        }
        errors::error(word, &message)
    }

    fn quoted_name(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let Ok(literal) = input.parse::<Lit>() else {
            return Err(syn::Error::new(input.span(), format!("expected {USAGE}")));
        };
        let name = name_in(&literal.to_token_stream());
        let example = name.as_ref().map_or("recv".to_owned(), Ident::to_string);
        self.name = self.name.take().or(name);
        at(
            &literal,
            format!("a wait's name is an identifier: write `#[wait({example})]`"),
        )
    }
}

/// Whether a word can be no name. If it stands alone, rustc says so (ui: waits/wait_name_is_a_keyword).
fn is_keyword(word: &Ident) -> bool {
    name_in(&word.to_token_stream()).is_none()
}

/// Returns the name in a value such as `recv` or `"recv"`.
fn name_in(value: &TokenStream) -> Option<Ident> {
    syn::parse_str(value.to_string().trim_matches('"')).ok()
}

fn parse_future(word: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    const USAGE: &str = "`future` takes the name of a new type, without generics: `future = Recv`";
    parse_equals(word, input, USAGE)?;
    let name: Ident = or_usage(input.parse(), USAGE)?;
    if input.peek(Token![<]) || input.peek(Token![::]) {
        return at(&name, USAGE);
    }
    Ok(name)
}

/// Parses the value of `doc`. As in `#[doc = …]`, it is a string, or a macro that makes one.
fn parse_doc(word: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    const USAGE: &str = "`doc` takes the documentation of the wait: `doc = \"Receives a value.\"`";
    match ungroup(parse_value(word, input, USAGE)?) {
        text @ (Expr::Macro(_)
        | Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        })) => Ok(text),
        other => at(&other, USAGE),
    }
}

fn parse_budget(word: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    let usage = "`budget` takes the number of results after which the wait yields: `budget = 32`";
    parse_value(word, input, usage)
}
