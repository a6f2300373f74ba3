//! `#[wait]`.

use super::{Names, old_words, parse_names, set};
use crate::{
    errors::{self, at},
    names,
    parse::options::ungroup,
};
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, ExprLit, Ident, Lit, Meta, Token, Visibility, ext::IdentExt as _,
    parse::ParseStream, token,
};

pub(super) const OPTIONS: [&str; 9] = [
    "await", "stream", "sink", "blocking", "query", "by", "wakes", "future", "doc",
];
const USAGE: &str = "`#[wait(NAME)]`, and after the name `await`, `stream`, `sink`, `blocking`, \
                     `query`, `by = HANDLE`, `wakes = WAITER`, `future = NAME` or `doc = \"…\"`";

/// The name of a wait, and what is asked for beside it.
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
    /// All handles have the check, which takes nothing.
    pub(crate) query: Option<Ident>,
    /// Which handle has it.
    pub(crate) by: Option<Names>,
    /// Whom its end wakes.
    pub(crate) wakes: Option<Names>,
    /// What the future is called.
    pub(crate) future: Option<Ident>,
    /// The text of the wait.
    pub(crate) doc: Option<Expr>,
}

impl WaitOptions {
    pub(super) fn parse(attr: &Attribute, method: &Ident) -> syn::Result<Self> {
        let mut options = Self::default();
        match &attr.meta {
            Meta::Path(_) => return Ok(options),
            Meta::List(_) => {}
            Meta::NameValue(meta) => return at(meta, format!("expected {USAGE}")),
        }
        attr.parse_args_with(|input: ParseStream<'_>| {
            if input.peek(Token![pub]) {
                options.vis = Some(input.parse()?);
                if input.is_empty() || input.peek(Token![,]) {
                    return at(
                        &options.vis,
                        "a visibility stands before the name of the wait: `#[wait(pub recv)]`",
                    );
                }
            }
            let mut is_first = true;
            while !input.is_empty() {
                options.option(input, std::mem::take(&mut is_first), method)?;
                if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                    return Err(input.error(format!("expected {USAGE}")));
                }
            }
            Ok(())
        })?;
        Ok(options)
    }

    fn option(
        &mut self,
        input: ParseStream<'_>,
        is_first: bool,
        method: &Ident,
    ) -> syn::Result<()> {
        if input.peek(Token![pub]) {
            let vis = input.parse::<Visibility>()?;
            return at(
                vis,
                "a visibility stands before the name of the wait: `#[wait(pub recv)]`",
            );
        }
        let Ok(word) = input.call(Ident::parse_any) else {
            if let Ok(literal) = input.parse::<Lit>() {
                let name = literal.to_token_stream().to_string();
                return at(
                    literal,
                    format!(
                        "a wait's name is an identifier: write `#[wait({})]`",
                        name.trim_matches('"')
                    ),
                );
            }
            return Err(input.error(format!("expected {USAGE}")));
        };
        let name = word.to_string();
        let may_be_name = is_first && !input.peek(Token![=]) && !input.peek(token::Paren);
        let is_name = may_be_name && names::wait_name(method).is_some_and(|name| name == word);
        if let Some(new) = old_words::of_wait(&name).filter(|_| !is_name) {
            return at(&word, old_words::message(&name, new));
        }
        match name.as_str() {
            "await" => set(&mut self.awaited, &word, word.clone()),
            "stream" => set(&mut self.stream, &word, word.clone()),
            "sink" => set(&mut self.sink, &word, word.clone()),
            "blocking" => set(&mut self.blocking, &word, word.clone()),
            "query" => set(&mut self.query, &word, word.clone()),
            "by" => set(&mut self.by, &word, parse_names(&word, input)?),
            "wakes" => set(&mut self.wakes, &word, parse_names(&word, input)?),
            "future" => set(&mut self.future, &word, parse_future(&word, input)?),
            "doc" => set(&mut self.doc, &word, parse_doc(&word, input)?),
            _ if may_be_name && name != "_" => set(&mut self.name, &word, word.clone()),
            "_" => at(word, "a wait needs a name: `#[wait(recv)]`"),
            "name" => at(word, "the name of a wait is written alone: `#[wait(recv)]`"),
            _ if self.name.is_none() && !input.peek(Token![=]) => at(
                &word,
                format!(
                    "{}; if it is the wait's name, write it first",
                    errors::unknown(&name, " of `#[wait]`", &OPTIONS)
                ),
            ),
            _ if name.starts_with(char::is_uppercase) && !input.peek(Token![=]) => at(
                &word,
                format!(
                    "{}; a handle is named by `by = {name}`",
                    errors::unknown(&name, " of `#[wait]`", &OPTIONS)
                ),
            ),
            _ => at(&word, errors::unknown(&name, " of `#[wait]`", &OPTIONS)),
        }
    }
}

fn parse_future(word: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    const USAGE: &str = "`future` takes the name of a new type, without generics: `future = Recv`";
    if input.parse::<Token![=]>().is_err() {
        return at(word, USAGE);
    }
    let name = input
        .parse::<Ident>()
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    if input.peek(Token![<]) || input.peek(Token![::]) {
        return at(name, USAGE);
    }
    Ok(name)
}

/// What rustc takes: a string, or a macro that makes one.
fn parse_doc(word: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    const USAGE: &str = "`doc` takes the documentation of the wait: `doc = \"Receives a value.\"`";
    if input.parse::<Token![=]>().is_err() {
        return at(word, USAGE);
    }
    let text = input
        .parse::<Expr>()
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    match ungroup(text) {
        text @ (Expr::Macro(_)
        | Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        })) => Ok(text),
        other => at(other, USAGE),
    }
}
