//! Rules that look at one marked method at a time.

use super::{
    guards::{require_guard_or_value, require_read},
    params::{lacks_field, require_param},
    report::Report,
    signatures::require_signature,
};
use crate::{
    errors::at,
    model::{Method, Model, Notify, Param, Query, Role},
    parse::{Event, MemberFn},
    syntax::{idents, is_inferred, is_unit, mutable_borrow_of, passes_unsized},
    tokens::find_self,
};
use quote::ToTokens as _;
use syn::ReturnType;

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    for method in &report.sound(model) {
        // rustc reports `_` and unsized types, and would report each copy again.
        let is_reported = method
            .written
            .is_some_and(|member| is_inferred(&member.sig) || passes_unsized(&member.sig));
        // Its field may be in an option that could not be parsed.
        let may_lack_field = report.handles_are_unclear && lacks_field(method, model);
        if is_reported || may_lack_field {
            report.breaks(method);
        }
    }
    report.require(model, &|method| require_method(method, model));
}

fn require_method(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let Some(member) = method.written else {
        return Ok(());
    };
    let marker = format!("#[{}]", method.marker.to_token_stream());
    require_signature(member, &marker, model)?;
    for param in &method.params {
        require_param(param, method, model)?;
    }
    match &method.role {
        Role::Notify(notify) => {
            require_when(notify)?;
            require_words(notify)?;
            require_last_of_one(method, notify, model)?;
            require_guard_or_value(method, model)
        }
        Role::Query(query) => require_result(member, query),
        Role::OnDrop => require_hook(method, member, &marker),
        Role::Arming(_) => require_hook(method, member, &marker),
        Role::Wait(_) | Role::Apply => Ok(()),
    }
}

/// Refuses `self` in `when`, which sees only the result.
fn require_when(notify: &Notify) -> syn::Result<()> {
    let when = notify.when.as_ref();
    match when.and_then(|when| find_self(when.to_token_stream())) {
        Some(this) => at(
            &this,
            "`when` sees what the method returns, and nothing else: return what it should look at",
        ),
        None => Ok(()),
    }
}

/// Refuses options of `#[notify]` that exclude each other.
fn require_words(notify: &Notify) -> syn::Result<()> {
    match (&notify.last, &notify.guard, &notify.when) {
        (_, Some(guard), Some(_)) => at(
            guard,
            "`guard` wakes when the guard is dropped, and `when` looks at the result before that: \
             take one of them",
        ),
        (Some(last), Some(_), _) => at(
            last,
            "`last` consumes the handle, and a guard borrows it: take one of them",
        ),
        _ => Ok(()),
    }
}

/// Refuses `last` for `waiters`, which can be cloned.
fn require_last_of_one(method: &Method<'_>, notify: &Notify, model: &Model<'_>) -> syn::Result<()> {
    let Some(last) = &notify.last else {
        return Ok(());
    };
    for handle in &method.on {
        let handle = &model.handles[*handle];
        if handle.is_many() {
            return at(
                last,
                format!(
                    "`last` is for a handle that is not cloned, and there are many of `{0}`: mark what the last of \
                     them does with `#[on_drop({0})]`, or make it a `waiter`",
                    handle.ident
                ),
            );
        }
    }
    Ok(())
}

/// Requires that a query returns something through which the condition cannot be changed.
fn require_result(member: &MemberFn, query: &Query) -> syn::Result<()> {
    const NOTHING: &str = "a `#[query]` method returns what it reads, and this one returns nothing: what \
                           changes the condition is marked `#[notify]`";
    let ReturnType::Type(_, ty) = &member.sig.output else {
        return at(&member.sig.ident, NOTHING);
    };
    if is_unit(ty) {
        return at(ty, NOTHING);
    }
    require_read(ty, query.guard.as_ref())?;
    if let Some(mutable) = mutable_borrow_of(ty, &member.sig.generics) {
        return at(
            mutable,
            "a `#[query]` method only reads, and through this the condition could be changed without a \
             wake: mark the method `#[notify(guard)]`",
        );
    }
    Ok(())
}

/// Requires a hook that the runtime can call. It can pass only the fields of a handle, or the arguments of a check.
fn require_hook(method: &Method<'_>, member: &MemberFn, marker: &str) -> syn::Result<()> {
    let sig = &member.sig;
    let takes_arguments =
        matches!(&method.role, Role::Arming(arming) if arming.event == Event::Arm);
    let takes_fields = matches!(method.role, Role::OnDrop);
    let is_wrong = |param: &&Param| !(takes_fields && param.is_field());
    let argument = method.params.iter().find(is_wrong);
    if let (Some(argument), false) = (argument, takes_arguments) {
        let but = if takes_fields {
            ", or the handle's own `#[field]`s"
        } else {
            ""
        };
        return at(
            &argument.written,
            format!(
                "`{marker}` methods take `&self` alone{but}: what calls them has nothing to pass"
            ),
        );
    }
    match &sig.output {
        ReturnType::Type(_, ty) if !is_unit(ty) => {
            return at(
                ty,
                format!(
                    "`{marker}` methods return nothing: what calls them has no use for a result"
                ),
            );
        }
        _ => {}
    }
    let is_inferred = takes_arguments && argument.is_some();
    if !is_inferred && !idents(&sig.generics).is_empty() {
        return at(
            &sig.generics,
            format!("`{marker}` methods cannot be generic: there is nothing to infer it from"),
        );
    }
    Ok(())
}
