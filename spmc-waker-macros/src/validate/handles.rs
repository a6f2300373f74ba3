//! The handles and the condition are types of different names, and so are a handle's fields.

use crate::{
    errors::Errors,
    model::{HandleKind, MAX_WAITERS, Model, Role},
    names,
    parse::Storage,
    tokens::find_self,
};
use quote::{format_ident, quote};
use syn::{ext::IdentExt as _, parse_quote};

pub(super) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    check_names(model, errors);
    check_futures(model, errors);
    for handle in &model.handles {
        for (index, field) in handle.fields.iter().enumerate() {
            let mut before = handle.fields[..index].iter();
            if before.any(|other| other.ident == field.ident) {
                errors.at(
                    &field.ident,
                    format!("`{}` has a field of this name already", handle.ident),
                );
            }
        }
    }
    for field in model.handles.iter().flat_map(|handle| &handle.fields) {
        if let Some(lifetime) = &field.nameless {
            errors.at(
                lifetime,
                "a field of a handle needs a lifetime by name, and the handle has those of the condition: \
                 name one of them, or `'static`",
            );
        }
    }
    check_first_values(model, errors);
    for handle in &mut model.handles {
        let mut seen = Vec::new();
        handle.fields.retain(|field| {
            let is_new = !seen.contains(&field.ident);
            seen.push(field.ident.clone());
            is_new
        });
    }
    let first_of_too_many = model.waiters().nth(MAX_WAITERS);
    if let Some(ident) = first_of_too_many.map(|(_, handle)| handle.ident.clone()) {
        errors.at(
            &ident,
            format!("a condition has at most {MAX_WAITERS} waiters"),
        );
        // Which of them are meant is not known.
        model.handles_are_unclear = true;
    }
}

/// A field has its first value before there is a condition to look at.
fn check_first_values(model: &mut Model<'_>, errors: &mut Errors) {
    let (runtime, storage, count) = (model.runtime.clone(), model.storage, model.handles.len());
    for handle in &mut model.handles {
        let maker = match (storage, handle.kind, count) {
            (Storage::Borrowed, HandleKind::Notifier, _) => "new",
            (Storage::Borrowed, HandleKind::Waiter(_), _) => "claim",
            (Storage::Owned, _, 2) => "into_pair",
            (Storage::Owned, ..) => "into_handles",
        };
        for field in &mut handle.fields {
            let value = &field.value;
            let Some(this) = find_self(quote!(#value)) else {
                continue;
            };
            errors.at(
                this,
                format!(
                    "the first value of a field does not see the condition: leave it out here, and pass \
                     it to `{maker}`"
                ),
            );
            // The field stays one that is no argument.
            field.value = Some(parse_quote!(#runtime::Option::unwrap(#runtime::Option::None)));
        }
    }
}

fn check_names(model: &mut Model<'_>, errors: &mut Errors) {
    let condition = model.condition.clone();
    let mut seen = vec![(condition.clone(), "the condition")];
    let a_waiter = match model.waiters().count() {
        1 => "the waiter",
        _ => "a waiter",
    };
    for (index, handle) in model.handles.iter_mut().enumerate() {
        let (default, what) = match handle.kind {
            HandleKind::Notifier => (names::notifier(&condition), "the notifier"),
            HandleKind::Waiter(_) => (names::waiter(&condition), a_waiter),
        };
        let mut params = model.generics.type_params();
        if params.any(|param| param.ident == handle.ident) {
            errors.at(
                &handle.ident,
                "this is the name of a generic parameter: give the handle another",
            );
            model.handles_are_unclear = true;
            handle.ident = format_ident!("{default}{index}");
        }
        let mut before = seen.iter();
        if let Some((name, other)) = before.find(|(name, _)| name.unraw() == handle.ident.unraw()) {
            // What is written can be changed.
            let (at, other) = match handle.is_named {
                true => (&handle.ident, *other),
                false => (name, what),
            };
            errors.at(
                at,
                format!("this is the name of {other} already: give this one another"),
            );
            // So that nothing has two meanings. What names them may mean either.
            model.handles_are_unclear = true;
            handle.ident = format_ident!("{default}{index}");
        }
        seen.push((handle.ident.clone(), what));
    }
}

/// The futures are types, too.
fn check_futures(model: &mut Model<'_>, errors: &mut Errors) {
    let mut seen = vec![(
        model.condition.unraw(),
        "the condition".to_owned(),
        String::new(),
    )];
    for handle in &model.handles {
        let what = format!("the handle `{}`", handle.ident);
        seen.push((handle.ident.unraw(), what, String::new()));
    }
    for method in &mut model.methods {
        let cfgs = method.cfgs();
        let Role::Wait(wait) = &method.role else {
            continue;
        };
        let future = wait.future.unraw();
        let taken = seen.iter().find(|(name, _, other)| {
            *name == future && (other.is_empty() || cfgs.is_empty() || *other == cfgs)
        });
        // Two waits of one name are that mistake.
        let is_other =
            taken.filter(|(_, other, _)| *other != format!("the future of `{}`", wait.name));
        if let Some((_, other, _)) = is_other {
            let hint = match wait.future_is_named {
                true => "give the future another",
                false => "name the future, with `future = NAME`",
            };
            errors.at(
                match wait.future_is_named {
                    true => &wait.future,
                    false => &wait.name,
                },
                format!("`{future}` is the name of {other}: {hint}"),
            );
            method.is_broken = true;
            continue;
        }
        seen.push((future, format!("the future of `{}`", wait.name), cfgs));
    }
}
