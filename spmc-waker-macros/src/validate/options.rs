//! Rules for the options of the attribute.

use super::report::Report;
use crate::{
    errors::Errors,
    model::Model,
    parse::{Given, Item, has_field},
    tokens::find_self,
};
use proc_macro2::Span;
use quote::quote;

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    require_until(model, &mut report.errors);
    require_handles(model, &mut report.errors);
    require_fields(model, &mut report.errors);
}

/// Requires `until` on a struct, and refuses it on an impl, which has methods instead.
fn require_until(model: &Model<'_>, errors: &mut Errors) {
    let (condition, options) = (&model.condition, model.options);
    match (model.item, &options.until) {
        (Item::Struct(_), None) if !options.may_have_until => errors.add(syn::Error::new(
            Span::call_site(),
            format!(
                "what does the waiter of `{condition}` wait for? Write `#[waitable(until = |condition| \
                 …)]`, or put `#[waitable]` on `impl {condition}` and mark its methods"
            ),
        )),
        (Item::Struct(_), Some(Given { value, .. })) => {
            if let Some(this) = find_self(quote!(#value)) {
                errors.at(
                    &this,
                    "the check is a closure, which has no `self`: use its parameter",
                );
            }
        }
        (Item::Impl(_), Some(Given { name, .. })) => errors.at(
            name,
            "`until` belongs on a struct: on an impl, mark the method that checks the condition with \
             `#[wait(NAME)]`",
        ),
        _ => {}
    }
}

/// Requires that the short form has one notifier, and one kind of handles that wait.
fn require_handles(model: &Model<'_>, errors: &mut Errors) {
    let (Item::Struct(_), options, condition) = (model.item, model.options, &model.condition)
    else {
        return;
    };
    if let [_, second, ..] = options.waiters.as_slice() {
        errors.at(
            &second.name,
            format!(
                "a check that is a closure has one `waiter`, or `waiters` of one kind: for more, put \
                 `#[waitable]` on `impl {condition}` and mark its methods"
            ),
        );
    }
    if let Some(none) = &options.no_notifier {
        errors.at(
            none,
            format!(
                "without a notifier, nothing here could change the condition: leave `notifier` out, or put \
                 `#[waitable]` on `impl {condition}` and mark its methods"
            ),
        );
    }
}

/// Refuses two fields of one name, visibilities of fields, which are private, and fields in the short form, which has
/// no methods for them.
fn require_fields(model: &Model<'_>, errors: &mut Errors) {
    for handle in &model.options.handles() {
        let fields = &handle.value.fields;
        for (place, field) in fields.iter().enumerate() {
            if has_field(&fields[..place], &field.ident) {
                errors.at(
                    &field.ident,
                    format!(
                        "`{}` has a field of this name already",
                        handle.value.ident.as_ref().unwrap_or(&handle.name)
                    ),
                );
            }
            if let Some(vis) = &field.vis {
                errors.at(
                    vis,
                    "a field of a handle is private to the handle's methods: leave the visibility out",
                );
            }
        }
        if let (Item::Struct(_), Some(field)) = (model.item, fields.first()) {
            errors.at(
                &field.ident,
                format!(
                    "the fields of a handle are for methods with `#[field]` arguments: put \
                     `#[waitable]` on `impl {}`, and mark its methods",
                    model.condition
                ),
            );
        }
    }
}
