//! The options of `#[waitable(…)]`, each with its name's span until all checks are done.

use crate::errors::{self, Errors};
use proc_macro2::{Ident, TokenStream, TokenTree};
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

/// `[vis] Name`
pub(crate) struct HandleName {
    pub(crate) vis: Option<Visibility>,
    pub(crate) ident: Ident,
}

/// Where the handles find the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In an `Arc`.
    Arc,
    /// In a `Waitable` that they borrow.
    Ref,
}

#[derive(Default)]
pub(crate) struct Args {
    pub(crate) until: Option<Given<ExprClosure>>,
    pub(crate) notifier: Option<Given<HandleName>>,
    pub(crate) waiter: Option<Given<HandleName>>,
    pub(crate) sync: Option<Given<LitBool>>,
    pub(crate) cached: Option<Given<LitBool>>,
    pub(crate) storage: Option<Given<Storage>>,
    pub(crate) krate: Option<Given<Path>>,
    /// `until` is there, though its value was wrong, so that it is not reported as missing.
    pub(crate) has_until: bool,
    /// What it returns, whether or not the rest of it is right.
    pub(crate) until_type: Option<Type>,
}

impl Args {
    /// Parses what can be; reports the rest.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = args.parse_option(input) {
                    errors.add(error);
                    skip_to_comma(input)?;
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.add(error);
        }
        args
    }

    fn parse_option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let Ok(name) = input.call(Ident::parse_any) else {
            return Err(input.error("expected an option, such as `notifier = Sender`"));
        };
        let option = name.to_string();
        if !OPTIONS.contains(&option.as_str()) {
            return errors::at(&name, errors::unknown(&option, "", &OPTIONS));
        }
        let equals = input.parse::<Option<Token![=]>>()?;
        if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
            // Without its value it is there all the same: it is not missing as well.
            self.has_until |= option == "until";
            let example = example(&option);
            return errors::at(
                &name,
                format!("`{option}` needs a value: `{option} = {example}`"),
            );
        }
        match option.as_str() {
            "until" => {
                self.has_until = true;
                let expr = input.parse::<Expr>()?;
                if let Expr::Closure(closure) = &expr {
                    self.until_type = check_type(closure);
                }
                set(&mut self.until, name, check_closure(expr)?)
            }
            "notifier" => set(&mut self.notifier, name, parse_handle(input)?),
            "waiter" => set(&mut self.waiter, name, parse_handle(input)?),
            "sync" => set(&mut self.sync, name, parse_bool(input, &option)?),
            "cached" => set(&mut self.cached, name, parse_bool(input, &option)?),
            "storage" => set(&mut self.storage, name, parse_storage(input)?),
            _ => set(&mut self.krate, name, parse_path(input)?),
        }
    }
}

fn example(option: &str) -> &'static str {
    match option {
        "until" => "|condition| condition.is_met()",
        "notifier" => "Sender",
        "waiter" => "Receiver",
        "storage" => "ref",
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
pub(crate) fn check_type(closure: &ExprClosure) -> Option<Type> {
    match &closure.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some((**ty).clone()),
    }
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

fn parse_handle(input: ParseStream<'_>) -> syn::Result<HandleName> {
    let vis = input.parse::<Visibility>()?;
    let Ok(ident) = input.parse::<Ident>() else {
        return Err(
            input.error("expected a name for the handle, such as `Sender` or `pub(crate) Sender`")
        );
    };
    let vis = (!matches!(vis, Visibility::Inherited)).then_some(vis);
    Ok(HandleName { vis, ident })
}

fn parse_bool(input: ParseStream<'_>, option: &str) -> syn::Result<LitBool> {
    input
        .parse::<LitBool>()
        .map_err(|error| syn::Error::new(error.span(), format!("`{option}` is `true` or `false`")))
}

fn parse_storage(input: ParseStream<'_>) -> syn::Result<Storage> {
    const USAGE: &str = "`storage` is `arc`, for handles that share the condition in an `Arc`, or \
                         `ref`, for handles that borrow it from a `Waitable` of yours";
    let word = input
        .call(Ident::parse_any)
        .map_err(|error| syn::Error::new(error.span(), USAGE))?;
    match word.to_string().as_str() {
        "arc" => Ok(Storage::Arc),
        "ref" => Ok(Storage::Ref),
        _ => errors::at(word, USAGE),
    }
}

fn parse_path(input: ParseStream<'_>) -> syn::Result<Path> {
    input.call(Path::parse_mod_style).map_err(|error| {
        syn::Error::new(
            error.span(),
            "`crate` takes the path of `spmc-waker`, such as `my_reexports::spmc_waker`",
        )
    })
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
