//! The attributes that generated methods take from the user's methods.

use super::{
    copies, docs,
    named::{in_cfg, named},
};
use crate::{
    expand::waits::HandleWait,
    features::Features,
    model::{Method, Model, Wait, WaitField},
    names,
    syntax::{Readiness, cfgs},
    tokens::find_word,
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Expr, ExprClosure, Stmt};

/// Attributes that each generated method takes unchanged.
const PASSED: [&str; 5] = [
    "cfg",
    "deprecated",
    "track_caller",
    "link_section",
    "target_feature",
];

/// Attributes that each generated method takes from a `cfg_attr`.
const PASSED_IN_CFG: [&str; 8] = [
    "cfg",
    "deprecated",
    "track_caller",
    "link_section",
    "target_feature",
    "inline",
    "must_use",
    "cold",
];

/// For a method of a handle with the same signature.
pub(in crate::expand) fn same_shape(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let docs = docs::of_method(model, method);
    let (others, must_use) = (others(method), must_use(method.attrs));
    // clippy asks for an `is_empty` beside `len`. The condition's may be on another handle, or on none.
    let is_empty =
        |other: &Method<'_>| other.name == "is_empty" && other.is_query() && !other.is_broken;
    let has_len_alone = method.name == "len" && !model.methods.iter().any(is_empty);
    let len = has_len_alone.then(|| quote!(#[allow(clippy::len_without_is_empty)]));
    let names = copies::names(&[&method.name]);
    quote!(#docs #names #others #must_use #len)
}

/// For the method that returns the future.
pub(in crate::expand) fn future(waiting: &HandleWait<'_, '_>) -> TokenStream {
    let (method, wait) = (waiting.method, waiting.wait);
    let (check, others) = (&method.name, of_wait(method));
    if let Some(doc) = &wait.doc {
        return quote!(#[doc = #doc] #others);
    }
    let until = match (waiting.hides_check(), &wait.readiness) {
        (false, Readiness::Unit) => format!("[`{check}`](Self::{check}) is true."),
        (false, _) => format!("[`{check}`](Self::{check}) is ready, and returns its value."),
        (true, Readiness::Unit) => "the condition holds.".to_owned(),
        (true, _) => "there is a result, and returns it.".to_owned(),
    };
    let cancel = cancel_safety(waiting);
    let doc = docs::lines(&format!(
        "Waits until {until}\n\n# Cancel safety\n\n{cancel}"
    ));
    quote!(#doc #others)
}

/// The text about a future of this wait that is dropped while it is pending.
fn cancel_safety(waiting: &HandleWait<'_, '_>) -> String {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let poll = names::poll_name(&wait.name);
    let what_takes = if waiting.hides_check() {
        "the wait".to_owned()
    } else {
        format!("[`{check}`](Self::{check})", check = method.name)
    };
    let once = wait.once();
    let mut text = if !once.is_empty() {
        let into_item = match once.len() {
            1 => "call `into_item` of the future, or ",
            _ => "",
        };
        let (names, what) = (once_names(wait), pronoun(&once));
        format!(
            "A future that is dropped drops {names}, unless {what_takes} has taken {what}. To keep {what}, \
             {into_item}pass an `Option` of your own to [`{poll}`](Self::{poll})."
        )
    } else if method.is_query() {
        "The future can be dropped at any time: the wait takes nothing.".to_owned()
    } else {
        format!(
            "The future can be dropped at any time: {what_takes} takes something only when it is ready."
        )
    };
    if model.armed_number(waiting.number).is_some() {
        text += " The drop disarms the wait.";
    }
    text
}

/// The word for these `#[once]` arguments in a text.
const fn pronoun(once: &[&WaitField]) -> &'static str {
    if once.len() == 1 { "it" } else { "them" }
}

/// The names of the `#[once]` arguments, for a text.
pub(in crate::expand) fn once_names(wait: &Wait) -> String {
    let mut names = String::new();
    for field in &wait.once() {
        if !names.is_empty() {
            names += " and ";
        }
        names += &format!("`{}`", field.ident);
    }
    names
}

/// For the method that polls.
pub(in crate::expand) fn poll(waiting: &HandleWait<'_, '_>) -> TokenStream {
    let (shown, others) = (waiting.shown(), of_wait(waiting.method));
    let armed = match waiting.model.armed_number(waiting.number) {
        None => "",
        Some(_) => ", and the wait armed",
    };
    let doc = docs::lines(&format!(
        "Polls [`{shown}`](Self::{shown}). If it is not ready, the task is woken when another poll is \
         worthwhile. Of the polls of this wait by this method, only the last one's task is woken.\n\n\
         # Cancel safety\n\nIf it is not polled again, the task stays registered{armed}: call \
         [`unregister`](Self::unregister)."
    ));
    quote!(#doc #others)
}

/// For the method that waits until a timer ends.
pub(in crate::expand) fn within(waiting: &HandleWait<'_, '_>) -> TokenStream {
    let wait = waiting.wait;
    let (shown, name, others) = (waiting.shown(), &wait.name, of_wait(waiting.method));
    let cancel = match wait.once().as_slice() {
        [] => format!("As for [`{name}`](Self::{name}), whose future it owns."),
        once => {
            let (names, what) = (once_names(wait), pronoun(once));
            format!(
                "A future that is dropped drops {names}, unless [`{shown}`](Self::{shown}) has taken {what}. To give up \
                 and keep {what}, let the timer end."
            )
        }
    };
    let doc = docs::lines(&format!(
        "Waits until [`{shown}`](Self::{shown}) is ready, or else the timer, which is any future.{}\n\n\
         # Cancel safety\n\n{cancel}",
        gives_back(wait)
    ));
    // The future is `Send` if its parts are. rustc warns that `#[track_caller]` does nothing on an async method.
    let allow = quote!(#[allow(clippy::future_not_send, ungated_async_fn_track_caller)]);
    quote!(#doc #others #allow)
}

/// The text about a wait whose time is over.
pub(in crate::expand) fn gives_back(wait: &Wait) -> String {
    match wait.once().as_slice() {
        [] => String::new(),
        _ => format!(
            " If the time is over, the error contains {}.",
            once_names(wait)
        ),
    }
}

/// For a method that blocks.
pub(in crate::expand) fn blocking(method: &Method<'_>, doc: &str) -> TokenStream {
    let (doc, others, must_use) = (docs::lines(doc), of_wait(method), must_use(method.attrs));
    quote!(#doc #others #must_use)
}

fn must_use(attrs: &[Attribute]) -> TokenStream {
    named(attrs, &["must_use"])
}

/// Attributes for the methods of a wait that are not the check. What hides the check hides these.
fn of_wait(method: &Method<'_>) -> TokenStream {
    let (hidden, others) = (docs::hidden(method), others(method));
    quote!(#hidden #others)
}

/// Attributes for every generated method.
fn others(method: &Method<'_>) -> TokenStream {
    let attrs = method.attrs;
    let (passed, conditional) = (named(attrs, &PASSED), in_cfg(attrs, &PASSED_IN_CFG));
    let allows = &method.allows;
    // A generated method takes `self`, the arguments of the user's method, and a context or a limit.
    let (many, closure) = (allow_many(2 + method.params.len()), allow_closure(method));
    let inline = if named(attrs, &["inline", "target_feature", "link_section"]).is_empty() {
        quote!(#[inline])
    } else {
        named(attrs, &["inline"])
    };
    let mut names = Vec::new();
    for param in &method.params {
        names.push(&param.ident);
    }
    let names = copies::names(&names);
    let track_caller = track_caller(Some(method));
    quote!(#track_caller #passed #conditional #allows #many #closure #names #inline)
}

/// `#[track_caller]` for a wait or a change, which tells its caller to `tracing`. Left out if the user's method has it
/// already, because that is passed on.
pub(in crate::expand) fn track_caller(method: Option<&Method<'_>>) -> Option<TokenStream> {
    let is_passed = |attr: &Attribute| find_word(attr.to_token_stream(), "track_caller").is_some();
    let is_passed = || method.is_some_and(|method| method.attrs.iter().any(is_passed));
    (Features::ENABLED.tracing && !is_passed()).then(|| quote!(#[track_caller]))
}

/// For a generated item that calls the method.
pub(in crate::expand) fn caller(method: &Method<'_>) -> TokenStream {
    let (cfgs, allows) = (cfgs(method.attrs), &method.allows);
    quote!(#cfgs #allows)
}

fn allow_closure(method: &Method<'_>) -> Option<TokenStream> {
    redundant_closure(method.notify()?.when.as_ref()?)
}

/// For a closure that only calls something. clippy would prefer a path, which the macro does not accept.
pub(in crate::expand) fn redundant_closure(closure: &ExprClosure) -> Option<TokenStream> {
    let is_call = match only_expression(&closure.body) {
        Expr::Call(call) => call.args.len() == 1,
        Expr::MethodCall(call) => call.args.is_empty() && matches!(*call.receiver, Expr::Path(_)),
        _ => false,
    };
    is_call.then(
        || quote!(#[allow(clippy::redundant_closure, clippy::redundant_closure_for_method_calls)]),
    )
}

/// Removes blocks and groups that hold only one expression.
fn only_expression(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => only_expression(&group.expr),
        Expr::Paren(paren) => only_expression(&paren.expr),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(only, None)] => only_expression(only),
            _ => expr,
        },
        _ => expr,
    }
}

/// For a method with this many arguments, `self` included. clippy accepts seven.
pub(in crate::expand) fn allow_many(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}
