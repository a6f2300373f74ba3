//! The options of `#[waitable(…)]`, each with its name's span until all checks are done.

use super::handle::{HandleOption, parse_handle, rest_of_option};
use crate::{
    errors::{self, Errors},
    tokens::is_punct,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Expr, ExprClosure, LitBool, Path, ReturnType, Token, Type, Visibility,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

const OPTIONS: [&str; 7] = [
    "until", "notifier", "waiter", "sync", "cached", "storage", "crate",
];

/// An option's name and value.
pub(crate) struct Given<T> {
    pub(crate) name: Ident,
    pub(crate) value: T,
}

/// Where the handles find the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In a box that they own.
    Owned,
    /// In a `Waitable` that they borrow.
    Borrowed,
}

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) until: Option<Given<ExprClosure>>,
    pub(crate) notifier: Option<Given<HandleOption>>,
    pub(crate) waiters: Vec<Given<HandleOption>>,
    pub(crate) sync: Option<Given<LitBool>>,
    pub(crate) cached: Option<Given<LitBool>>,
    pub(crate) storage: Option<Given<Storage>>,
    /// What an unknown option has for a value, and can only be the storage.
    pub(crate) likely_storage: Option<Storage>,
    pub(crate) krate: Option<Given<Path>>,
    /// `until` is there, though its value was wrong, or something that may have been meant for it: it
    /// is not missing as well.
    pub(crate) may_have_until: bool,
    /// A handle was given that could not be understood: what its name would have been is unknown.
    pub(crate) may_have_handles: bool,
    /// What the check returns, whether or not the rest of it is right.
    pub(crate) until_type: Option<Type>,
}

impl Options {
    /// Parses what can be; reports the rest.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = options.parse_option(input) {
                    errors.add(error);
                    skip_to_comma(input)?;
                }
                if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                    errors.add(input.error("expected a comma between two options"));
                    skip_to_comma(input)?;
                    input.parse::<Option<Token![,]>>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.add(error);
        }
        options
    }

    fn parse_option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(Token![pub]) {
            let vis = input.parse::<Visibility>()?;
            self.may_have_handles = true;
            let example = match input.fork().call(Ident::parse_any) {
                Ok(option) if option == "waiter" => "waiter = pub Receiver",
                _ => "notifier = pub Sender",
            };
            return errors::at(
                vis,
                format!("a visibility stands before the handle's name: `{example}`"),
            );
        }
        if input.peek(Token![|]) || input.peek(Token![||]) {
            self.may_have_until = true;
            return Err(input.error("a check has a name: `until = |condition| …`"));
        }
        let Ok(name) = input.call(Ident::parse_any) else {
            (self.may_have_until, self.may_have_handles) = (true, true);
            return Err(input.error("expected an option, such as `notifier = Sender`"));
        };
        let option = name.to_string();
        if !OPTIONS.contains(&option.as_str()) {
            self.may_have_until = true;
            self.may_have_handles = true;
            let value = input.fork();
            if value.parse::<Token![=]>().is_ok() {
                self.likely_storage = parse_storage(&value).ok().or(self.likely_storage);
            }
            return errors::at(&name, unknown(&option));
        }
        self.may_have_until |= option == "until";
        let is_handle = option == "notifier" || option == "waiter";
        let equals = input.parse::<Option<Token![=]>>()?;
        if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
            self.may_have_handles |= is_handle;
            let example = example(&option);
            return errors::at(
                &name,
                format!("`{option}` needs a value: `{option} = {example}`"),
            );
        }
        match option.as_str() {
            "until" => {
                let expr = ungroup(parse_check(input)?);
                if let Expr::Closure(closure) = &expr {
                    self.until_type = declared_type(closure);
                }
                set(&mut self.until, name, check_closure(expr)?)
            }
            "notifier" | "waiter" => {
                let value = parse_handle(input, &option).inspect_err(|_| {
                    self.may_have_handles = true;
                })?;
                if option == "waiter" {
                    self.waiters.push(Given { name, value });
                    return Ok(());
                }
                set(&mut self.notifier, name, value)
            }
            "sync" => set(&mut self.sync, name, parse_bool(input, &option)?),
            "cached" => set(&mut self.cached, name, parse_bool(input, &option)?),
            "storage" => {
                let written = rest_of_option(&input.fork())?.to_string();
                let value = parse_storage(input).inspect_err(|_| {
                    self.likely_storage = Some(likely_storage(&written));
                })?;
                set(&mut self.storage, name, value)
            }
            _ => set(&mut self.krate, name, parse_path(input)?),
        }
    }
}

/// What belongs in a marker is often looked for here first.
fn unknown(option: &str) -> String {
    let marker = match option {
        "default" => "wait(NAME, await)".to_owned(),
        "await" | "stream" | "sink" | "blocking" | "query" => format!("wait(NAME, {option})"),
        "future" => "wait(NAME, future = NAME)".to_owned(),
        "when" => "notify(when = |result| …)".to_owned(),
        "cold" | "last" | "guard" => format!("notify({option})"),
        "on_drop" => "on_drop(NAME)".to_owned(),
        _ => return errors::unknown(option, "", &OPTIONS),
    };
    format!(
        "`{option}` is said of one method: put `#[waitable]` on an impl, and write `#[{marker}]` there"
    )
}

fn example(option: &str) -> &'static str {
    match option {
        "until" => "|condition| condition.is_met()",
        "notifier" => "Sender",
        "waiter" => "Receiver",
        "storage" => "borrowed",
        "crate" => "path::to::spmc_waker",
        _ => "false",
    }
}

fn set<T>(option: &mut Option<Given<T>>, name: Ident, value: T) -> syn::Result<()> {
    if option.is_some() {
        return errors::at(&name, format!("`{name}` is given twice: remove one"));
    }
    *option = Some(Given { name, value });
    Ok(())
}

/// The type that a check declares to return.
fn declared_type(closure: &ExprClosure) -> Option<Type> {
    match &closure.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some((**ty).clone()),
    }
}

/// An expression without the invisible groups and parentheses around it.
pub(super) fn ungroup(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => ungroup(*group.expr),
        Expr::Paren(paren) => ungroup(*paren.expr),
        expr => expr,
    }
}

/// A closure with one parameter, in whatever it stands.
pub(super) fn closure_of(expr: Expr) -> Result<ExprClosure, Box<Expr>> {
    match ungroup(expr) {
        Expr::Closure(closure) if closure.asyncness.is_none() && closure.inputs.len() == 1 => {
            Ok(closure)
        }
        expr => Err(Box::new(expr)),
    }
}

/// The value of `until`, whatever it is. Where it ends too early, it is what is wrong.
fn parse_check(input: ParseStream<'_>) -> syn::Result<Expr> {
    let written = rest_of_option(&input.fork())?;
    input.parse::<Expr>().map_err(|error| {
        let tokens = written.clone().into_iter();
        let ends_in_parameters = tokens.filter(|token| is_punct(token, '|')).count() == 1;
        if ends_in_parameters || error.to_string().starts_with("unexpected end of input") {
            let message = "this check ends too early: write `until = |condition| …`";
            return syn::Error::new_spanned(written, message);
        }
        error
    })
}

fn check_closure(expr: Expr) -> syn::Result<ExprClosure> {
    let Expr::Closure(closure) = expr else {
        return errors::at(
            expr,
            "`until` takes a closure that checks the condition: `|condition| condition.is_met()`",
        );
    };
    if let Some(asyncness) = &closure.asyncness {
        return errors::at(
            asyncness,
            "the check must not be `async`: it says whether the condition holds now, and is run \
             again after each notification",
        );
    }
    if closure.inputs.len() != 1 {
        let (begin, parameters, end) = (closure.inputs_begin, &closure.inputs, closure.inputs_end);
        let parameters = if parameters.is_empty() {
            quote!(#begin #end)
        } else {
            quote!(#parameters)
        };
        return errors::at(
            parameters,
            "the check takes one parameter, a reference to the condition: `|condition| …`",
        );
    }
    Ok(closure)
}

fn parse_bool(input: ParseStream<'_>, option: &str) -> syn::Result<LitBool> {
    input
        .parse::<LitBool>()
        .map_err(|error| syn::Error::new(error.span(), format!("`{option}` is `true` or `false`")))
}

fn parse_storage(input: ParseStream<'_>) -> syn::Result<Storage> {
    const USAGE: &str = "`storage` is `owned`, for handles that own the condition together, or \
                         `borrowed`, for handles that borrow it from a `Waitable` of yours";
    let at_usage = |error: syn::Error| syn::Error::new(error.span(), USAGE);
    let word = input.call(Ident::parse_any).map_err(at_usage)?;
    match word.to_string().as_str() {
        "owned" => Ok(Storage::Owned),
        "borrowed" => Ok(Storage::Borrowed),
        _ => errors::at(word, USAGE),
    }
}

/// What somebody means who writes this for the storage.
fn likely_storage(written: &str) -> Storage {
    let written = written.to_lowercase();
    match ["borr", "ref", "static", "&"]
        .iter()
        .any(|word| written.contains(word))
    {
        true => Storage::Borrowed,
        false => Storage::Owned,
    }
}

fn parse_path(input: ParseStream<'_>) -> syn::Result<Path> {
    const USAGE: &str =
        "`crate` takes the path of `spmc-waker`, such as `my_reexports::spmc_waker`";
    let path = input
        .call(Path::parse_mod_style)
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    match input.peek(Token![<]) {
        true => errors::at(rest_of_option(input)?, USAGE),
        false => Ok(path),
    }
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    rest_of_option(input).map(drop)
}
