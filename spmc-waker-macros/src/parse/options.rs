//! The options of `#[waitable(…)]`. Each keeps its name, at which later errors point.

use super::{
    grammar::{given_twice, parse_all, parse_parts, rest_of_part, set},
    handle::{HandleOption, parse_handle},
    values::{
        Storage, check_closure, likely_storage, parse_bool, parse_check, parse_path, parse_storage,
    },
};
use crate::{
    errors::{self, Errors},
    spelling,
};
use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, Expr, ExprClosure, LitBool, Path, ReturnType, Token, Type, Visibility,
    ext::IdentExt as _, parse::ParseStream,
};

const OPTIONS: [&str; 8] = [
    "until", "notifier", "waiter", "waiters", "sync", "cached", "storage", "crate",
];

/// The options that define handles.
const HANDLES: [&str; 3] = ["notifier", "waiter", "waiters"];

/// An option's name and value.
pub(crate) struct Given<T> {
    pub(crate) name: Ident,
    pub(crate) value: T,
}

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) until: Option<Given<ExprClosure>>,
    pub(crate) notifier: Option<Given<HandleOption>>,
    /// `notifier = none`
    pub(crate) no_notifier: Option<Ident>,
    /// The handles that wait, `waiter` and `waiters`, in their written order.
    pub(crate) waiters: Vec<Given<HandleOption>>,
    pub(crate) sync: Option<Given<LitBool>>,
    pub(crate) cached: Option<Given<LitBool>>,
    pub(crate) storage: Option<Given<Storage>>,
    /// If the option or its value is misspelled, the storage that is probably meant.
    pub(crate) likely_storage: Option<Storage>,
    pub(crate) krate: Option<Given<Path>>,
    /// Whether `until` has a wrong value, or an unknown option may stand for it. Then it is not reported as missing.
    pub(crate) may_have_until: bool,
    /// Whether an option for a handle is wrong. Then the names or fields of the handles are not known.
    pub(crate) may_have_handles: bool,
    /// The declared return type of the check. It may be known although the rest of the check is wrong.
    pub(crate) until_type: Option<Type>,
}

impl Options {
    /// Parses the options that are right, and reports the others.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let parsed = parse_all(tokens, &mut |input| {
            let missing_comma = "expected a comma between two options";
            parse_parts(input, missing_comma, errors, &mut |input, errors| {
                options.parse_option(input, errors)
            })
            .map(drop)
        });
        errors.ok(parsed);
        options
    }

    /// Whether a handle has a visibility of its own.
    pub(crate) fn has_visibility(&self) -> bool {
        self.handles()
            .iter()
            .any(|handle| handle.value.vis.is_some())
    }

    /// Returns the handles that are written.
    pub(crate) fn handles(&self) -> Vec<&Given<HandleOption>> {
        let mut handles = Vec::new();
        for waiter in &self.waiters {
            handles.push(waiter);
        }
        if let Some(notifier) = &self.notifier {
            handles.push(notifier);
        }
        handles
    }

    fn parse_option(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        let attrs = input.call(Attribute::parse_outer)?;
        if input.peek(Token![pub]) {
            let vis = input.parse::<Visibility>()?;
            self.may_have_handles = true;
            let example = match input.call(Ident::parse_any) {
                Ok(option) if option == "waiter" => "waiter = pub Receiver",
                Ok(option) if option == "waiters" => "waiters = pub Receiver",
                _ => "notifier = pub Sender",
            };
            return errors::at(
                &vis,
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
            (self.may_have_until, self.may_have_handles) = (true, true);
            if input.parse::<Option<Token![=]>>()?.is_some() {
                self.likely_storage = parse_storage(&input.fork()).ok().or(self.likely_storage);
            }
            return errors::at(&name, unknown(&option));
        }
        let is_handle = HANDLES.contains(&option.as_str());
        if let (Some(attr), false) = (attrs.first(), is_handle) {
            errors.at(
                attr,
                "attributes here are those of a handle: write them before `notifier`, `waiter` or `waiters`",
            );
        }
        self.may_have_until |= option == "until";
        if option == "waiters" && (input.is_empty() || input.peek(Token![,])) {
            let value = HandleOption::unnamed(attrs)?;
            self.waiters.push(Given { name, value });
            return Ok(());
        }
        let equals = input.parse::<Option<Token![=]>>()?;
        if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
            self.may_have_handles |= is_handle;
            let example = example(&option);
            return errors::at(
                &name,
                format!("`{option}` needs a value: `{option} = {example}`"),
            );
        }
        if is_handle {
            return self.parse_handle(name, attrs, input, errors);
        }
        self.parse_value(name, input)
    }

    fn parse_value(&mut self, name: Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let word = name.clone();
        match name.to_string().as_str() {
            "until" => {
                let check = parse_check(input)?;
                if let Expr::Closure(closure) = &check {
                    self.until_type = declared_type(closure);
                }
                let value = check_closure(check)?;
                set(&mut self.until, &word, Given { name, value })
            }
            "sync" => {
                let value = parse_bool(input, "sync")?;
                set(&mut self.sync, &word, Given { name, value })
            }
            "cached" => {
                let value = parse_bool(input, "cached")?;
                set(&mut self.cached, &word, Given { name, value })
            }
            "storage" => {
                let written = rest_of_part(&input.fork())?;
                let value = parse_storage(input).inspect_err(|_| {
                    self.likely_storage = Some(likely_storage(&written));
                })?;
                set(&mut self.storage, &word, Given { name, value })
            }
            _ => {
                let value = parse_path(input)?;
                set(&mut self.krate, &word, Given { name, value })
            }
        }
    }

    fn parse_handle(
        &mut self,
        name: Ident,
        attrs: Vec<Attribute>,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let word = name.clone();
        let is_notifier = name == "notifier";
        if is_notifier && attrs.is_empty() && is_none(input) {
            self.require_one_notifier(&word)?;
            self.no_notifier = Some(input.parse()?);
            return Ok(());
        }
        let value = parse_handle(input, &name.to_string(), attrs, errors).inspect_err(|_| {
            self.may_have_handles = true;
        })?;
        self.may_have_handles |= value.is_unclear;
        if !is_notifier {
            self.waiters.push(Given { name, value });
            return Ok(());
        }
        self.require_one_notifier(&word)?;
        set(&mut self.notifier, &word, Given { name, value })
    }

    /// Reports a second `notifier`. `notifier = none` counts.
    fn require_one_notifier(&self, word: &Ident) -> syn::Result<()> {
        if self.notifier.is_some() || self.no_notifier.is_some() {
            return given_twice(word);
        }
        Ok(())
    }
}

/// Returns the message for an unknown option. For an option of a marker, it says where that belongs.
fn unknown(option: &str) -> String {
    let marker = match option {
        "default" => "wait(NAME, await)".to_owned(),
        "await" | "stream" | "sink" | "blocking" | "within" | "query" => {
            format!("wait(NAME, {option})")
        }
        "future" => "wait(NAME, future = NAME)".to_owned(),
        "budget" => "wait(NAME, budget = N)".to_owned(),
        "when" => "notify(when = |result| …)".to_owned(),
        "cold" | "last" | "guard" => format!("notify({option})"),
        "on_drop" => "on_drop(NAME)".to_owned(),
        _ => return unknown_word(option),
    };
    format!(
        "`{option}` belongs to a method: put `#[waitable]` on an impl, and write `#[{marker}]` there"
    )
}

fn unknown_word(option: &str) -> String {
    match spelling::nearest(option, &OPTIONS) {
        Some("waiter" | "waiters") => format!(
            "unknown option `{option}`: did you mean `waiter`, for one task that waits, or `waiters`, for \
             any number?"
        ),
        _ => errors::unknown(option, "", &OPTIONS),
    }
}

/// Whether the value is the word `none`.
fn is_none(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.parse::<Ident>().is_ok_and(|word| word == "none")
        && (ahead.is_empty() || ahead.peek(Token![,]))
}

fn example(option: &str) -> &'static str {
    match option {
        "until" => "|condition| condition.is_met()",
        "notifier" => "Sender",
        "waiter" | "waiters" => "Receiver",
        "storage" => "borrowed",
        "crate" => "path::to::spmc_waker",
        _ => "false",
    }
}

/// Returns the declared return type of a check.
fn declared_type(closure: &ExprClosure) -> Option<Type> {
    match &closure.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some((**ty).clone()),
    }
}
