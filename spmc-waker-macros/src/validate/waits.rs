//! Rules for waits.

use super::{report::Report, task_context, wakes};
use crate::{
    errors::at,
    model::{Argument, Bare, Method, Model, Param, Wait},
    syntax::{Readiness, borrow_of, find_impl_trait, find_inferred, reborrow_of},
    tokens::find_self,
};
use quote::ToTokens;
use syn::{Ident, ReturnType, Type, ext::IdentExt as _};

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    report.require(model, &|method| match method.wait() {
        Some(wait) => require_wait(method, wait, model),
        None => Ok(()),
    });
}

fn require_wait(method: &Method<'_>, wait: &Wait, model: &Model<'_>) -> syn::Result<()> {
    require_name(method, wait)?;
    require_future_of_one(method, wait)?;
    for param in &method.params {
        require_param(param)?;
    }
    task_context::refuse(method, wait)?;
    require_result(method, wait)?;
    require_bare(method, wait)?;
    require_query(method, wait)?;
    require_budget(wait)?;
    require_borrows(method, wait, model)?;
    wakes::require_said(method, model)
}

/// Refuses `future = NAME` for a wait of several handles, each of which has a future.
fn require_future_of_one(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    match &wait.future {
        Some(future) if method.on.len() > 1 => at(
            future,
            "each handle has a future of its own for this wait, and they cannot have one name: leave `future` out",
        ),
        _ => Ok(()),
    }
}

fn require_name(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    if wait.lacks_name {
        return at(
            &method.name,
            "the wait needs a name: write `#[wait(NAME)]`, or call the check `try_NAME` or `is_NAME`",
        );
    }
    if wait.name.unraw() == method.name.unraw() {
        let name = &wait.name;
        return at(
            name,
            format!(
                "the waiter has both the check and the wait, so they need two names: call the check \
                 `try_{}`, say",
                name.unraw()
            ),
        );
    }
    Ok(())
}

/// Requires an argument that a future can hold.
fn require_param(param: &Param) -> syn::Result<()> {
    if let Some(pattern) = &param.pattern {
        return at(
            pattern,
            "the future holds this argument and needs a name for it: take it by name, and \
             destructure it in the body",
        );
    }
    match find_impl_trait(&param.ty) {
        Some(generated) => at(
            generated,
            "the future holds this argument, and its type must have a name: make it a type \
             parameter of the method",
        ),
        None => Ok(()),
    }
}

const HOW: &str = "a check that is waited for must return `bool`, `Option<T>` or `Poll<T>`";

fn require_result(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    let written = match (&wait.until, method.written) {
        (Some(until), _) => &until.ret,
        (None, Some(member)) => match &member.sig.output {
            ReturnType::Type(_, ty) => &**ty,
            ReturnType::Default => return at(&method.name, format!("{HOW}: add a return type")),
        },
        (None, None) => return Ok(()),
    };
    match &wait.readiness {
        Readiness::Result(_) => {
            return at(
                written,
                format!(
                    "{HOW}: a wait that can fail returns `Poll<Result<…>>`, and `Pending` while it \
                     goes on"
                ),
            );
        }
        Readiness::Not(_) => return at(written, HOW),
        Readiness::Unit | Readiness::Of(_) | Readiness::Projected(_) | Readiness::Missing => {}
    }
    let mut arguments = Vec::new();
    for param in &method.params {
        arguments.push(&param.ty);
    }
    if let Some(lifetime) = reborrow_of(written, &arguments) {
        return at(
            lifetime,
            "what a wait returns cannot borrow from a `&mut` argument, which is passed to each \
             check anew: return what was read, such as its length",
        );
    }
    if let Some(generated) = find_impl_trait(written) {
        return at(
            generated,
            "what a wait returns must be a type that has a name: the future's `Output`",
        );
    }
    match borrow_of(written) {
        Some(borrow) if borrow.is_hidden => {
            let guard = &borrow.tokens;
            at(
                guard,
                format!(
                    "this borrows from the condition, and a future's `Output` has to say so: write \
                     `{guard}<'_, …>`"
                ),
            )
        }
        _ => require_inferred(written),
    }
}

/// Refuses a `_` in the type of the result.
fn require_inferred(ty: &Type) -> syn::Result<()> {
    match find_inferred(ty) {
        Some(inferred) => at(
            inferred,
            "the type of what a wait returns is written out: the future's `Output`",
        ),
        None => Ok(()),
    }
}

/// Requires that a wait which makes the handle a future, a stream or a sink takes no arguments, is not generic, and that
/// its result does not borrow.
fn require_bare(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    let takes = !wait.taken().is_empty();
    for bare in &Bare::ALL {
        let Some(word) = wait.word(*bare) else {
            continue;
        };
        let use_ = match bare {
            Bare::Future => "awaiting the handle itself",
            Bare::Stream => "a stream",
            Bare::Sink => "a sink",
        };
        if takes && *bare != Bare::Sink {
            return at(
                word,
                format!("a wait with arguments cannot be `{word}`: {use_} passes none"),
            );
        }
        if !method.generics.params.is_empty() {
            return at(
                word,
                format!(
                    "a wait with generic parameters cannot be `{word}`: {use_} says nothing of them"
                ),
            );
        }
        if wait.borrows.is_none() {
            continue;
        }
        if let Some(until) = &wait.until {
            return at(
                &until.ret,
                "awaiting the waiter itself cannot give what borrows from the condition: put \
                 `#[waitable]` on an impl, and mark the check with `#[wait(NAME)]`",
            );
        }
        return at(
            word,
            format!(
                "a wait that borrows from the condition cannot be `{word}`: what {use_} gives cannot \
                 borrow the handle"
            ),
        );
    }
    if let (Some(stream), None) = (&wait.stream, wait.stream_item()) {
        return at(
            &result(method, stream),
            "a stream ends with `None`: a wait that is one returns `Poll<Option<T>>`",
        );
    }
    match &wait.sink {
        Some(sink) => require_sink(method, wait, sink),
        None => Ok(()),
    }
}

fn require_sink(method: &Method<'_>, wait: &Wait, sink: &Ident) -> syn::Result<()> {
    if !matches!(wait.taken().as_slice(), [field] if field.kind == Argument::Once) {
        return at(
            sink,
            "a sink takes one item at a time: a wait that is one has one argument, `#[once] item: \
             &mut Option<T>`",
        );
    }
    match wait.sink_error() {
        Some(_) => Ok(()),
        None => at(
            &result(method, sink),
            "a sink accepts an item or fails: a wait that is one returns `Poll<Result<(), E>>`",
        ),
    }
}

/// Returns the written result of a check, at which an error points.
fn result(method: &Method<'_>, otherwise: &Ident) -> proc_macro2::TokenStream {
    match method.written.map(|member| &member.sig.output) {
        Some(ReturnType::Type(_, ty)) => ty.to_token_stream(),
        _ => otherwise.to_token_stream(),
    }
}

/// Requires that a `query` check takes nothing, because its end wakes nobody.
fn require_query(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    let Some(query) = &wait.query else {
        return Ok(());
    };
    if !wait.once().is_empty() {
        return at(
            query,
            "a `query` check takes nothing when it is ready, and this one takes its `#[once]` argument: \
             leave `query` out",
        );
    }
    if method.wakes.is_some() {
        return at(
            query,
            "a `query` check takes nothing, so its end wakes nobody: leave `query` out, or `wakes`",
        );
    }
    Ok(())
}

/// Refuses `budget = 0`, because such a wait would yield each time and never end, and `self`, which would be a handle or
/// a future.
fn require_budget(wait: &Wait) -> syn::Result<()> {
    let written = wait.budget.to_token_stream();
    if written.to_string() == "0" {
        return at(
            &written,
            "the wait yields after so many results: with a budget of 0, it would never be ready",
        );
    }
    match find_self(written) {
        Some(this) => at(
            &this,
            "the budget does not see the condition: write a number, or a constant such as `Self::BUDGET`",
        ),
        None => Ok(()),
    }
}

/// Refuses results that borrow from the condition if others wait, because the condition can be changed through a
/// borrow, and the end of the borrow wakes nobody.
fn require_borrows(method: &Method<'_>, wait: &Wait, model: &Model<'_>) -> syn::Result<()> {
    match &wait.borrows {
        Some(borrow) if !method.on.is_empty() && !model.handles.have_lone_waiter() => at(
            &borrow.tokens,
            "others wait, too, and nobody is woken when this borrow ends: return an owned value",
        ),
        _ => Ok(()),
    }
}
