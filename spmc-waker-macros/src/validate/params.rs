//! Rules for the arguments of marked methods.

use crate::{
    errors::{self, at},
    model::{Method, Model, Param, ParamKind, Role},
    parse::{Event, MemberFn, old_words, on_argument, require_word},
    syntax::{attrs_of, is_same},
};
use syn::{Attribute, Meta};

/// Whether a `#[field]` argument names a field that its handle does not have.
pub(super) fn lacks_field(method: &Method<'_>, model: &Model<'_>) -> bool {
    for param in &method.params {
        for handle in &method.on {
            if param.is_field() && model.handles[*handle].field(&param.ident).is_none() {
                return true;
            }
        }
    }
    false
}

/// Refuses markers of arguments on a method without a marker.
pub(super) fn require_marked_method(member: &MemberFn) -> syn::Result<()> {
    for input in &member.sig.inputs {
        let attrs = attrs_of(input);
        if let Some(once) = on_argument(attrs, "once") {
            return at(
                once,
                "`#[once]` is for what a check takes when it is ready: mark the method with \
                 `#[wait(NAME)]`",
            );
        }
        if let Some(field) = on_argument(attrs, "field") {
            return at(
                field,
                "`#[field]` is for what a handle passes of its own: mark the method, with \
                 `#[wait(NAME)]` or `#[notify]`",
            );
        }
    }
    Ok(())
}

pub(super) fn require_param(
    param: &Param,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<()> {
    if let Some(second) = &param.second {
        return at(second, "an argument takes one marker: remove one");
    }
    if let ParamKind::Once { marker, .. } | ParamKind::Field { marker, .. } = &param.kind {
        let word = require_word(marker.path())?.to_string();
        if let Some(new) = old_words::on_argument(&word) {
            return at(
                marker.path(),
                old_words::message(&format!("#[{word}]"), &format!("#[{new}]")),
            );
        }
    }
    match &param.kind {
        ParamKind::Plain => Ok(()),
        ParamKind::Once { marker, value } => require_once(param, marker, value.is_some(), method),
        ParamKind::Field { marker, target, .. } => {
            require_field_argument(param, marker, target.is_some(), method, model)?;
            require_field(param, method, model)
        }
    }
}

fn require_once(
    param: &Param,
    marker: &Attribute,
    is_option: bool,
    method: &Method<'_>,
) -> syn::Result<()> {
    if method.wait().is_none() {
        return at(
            marker,
            "`#[once]` is for what a check takes when it is ready: this method just takes it",
        );
    }
    if !matches!(marker.meta, Meta::Path(_)) {
        return at(&marker.meta, "`#[once]` takes no arguments");
    }
    if is_option {
        return Ok(());
    }
    at(
        &param.ty,
        "a `#[once]` argument is a `&mut Option<T>`: the wait takes a `T`, and the check takes that \
         out of the option when it has a place for it",
    )
}

fn require_field_argument(
    param: &Param,
    marker: &Attribute,
    is_reference: bool,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<()> {
    if !matches!(marker.meta, Meta::Path(_)) {
        return at(&marker.meta, "`#[field]` takes no arguments");
    }
    let takes_arguments_of_a_check =
        matches!(&method.role, Role::Arming(arming) if arming.event == Event::Arm);
    if matches!(method.role, Role::OnDrop) {
        require_field_of_one(marker, method, model)?;
    }
    let is_on_all = matches!(method.role, Role::Query(_)) && method.by.is_none()
        || method.wait().is_some_and(|wait| wait.query.is_some());
    let is_disarm = matches!(method.role, Role::Arming(_)) && !takes_arguments_of_a_check;
    if is_disarm || is_on_all {
        return at(
            marker,
            "`#[field]` is for a method of some handles, which have it as a field: what all handles call, \
             or none does, takes `&self` alone",
        );
    }
    if let Some(pattern) = &param.pattern {
        return at(
            pattern,
            "a `#[field]` argument has the name of the handle's field: take it by name, and \
             destructure it in the body",
        );
    }
    if is_reference {
        return Ok(());
    }
    at(
        &param.ty,
        "a `#[field]` argument is a `&mut T` or a `&T`: the handle has the `T` as a field",
    )
}

/// Requires that a hook with fields belongs to one lone waiter. When the last of many handles is dropped, the fields
/// of the others are gone.
fn require_field_of_one(
    marker: &Attribute,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<()> {
    let handle = match method.on.as_slice() {
        [one] if model.handles[*one].is_lone() => return Ok(()),
        [one] => &model.handles[*one].ident,
        _ => {
            return at(
                marker,
                "a hook that takes fields is that of one handle: write a hook for each",
            );
        }
    };
    at(
        marker,
        format!(
            "each `{handle}` has fields of its own, and this runs once, when the last one is dropped: only the \
             hook of a `waiter` takes fields"
        ),
    )
}

/// Requires that each handle which has the method has the field.
fn require_field(param: &Param, method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let mut first = None;
    for handle in &method.on {
        let handle = &model.handles[*handle];
        if let Some(field) = handle.field(&param.ident) {
            match first {
                Some(first) if method.wait().is_some() && !is_same(first, &field.ty) => {
                    return differ(param, method);
                }
                _ => first = Some(&field.ty),
            }
            continue;
        }
        let mut known = Vec::new();
        for field in &handle.fields {
            known.push(field.ident.to_string());
        }
        let option = handle.option();
        let hint = if known.is_empty() {
            format!(
                "give it one: `{option} = {} {{ {}: … }}`",
                handle.ident, param.ident
            )
        } else {
            errors::expected(&param.ident.to_string(), &errors::words(&known))
        };
        return at(
            &param.ident,
            format!("`{}` has no field `{}`: {hint}", handle.ident, param.ident),
        );
    }
    Ok(())
}

fn differ(param: &Param, method: &Method<'_>) -> syn::Result<()> {
    at(
        &param.ident,
        format!(
            "the handles that have `{}` have fields `{}` of different types: write a method for each",
            method.name, param.ident
        ),
    )
}
