//! Removes what is broken from the model, so that the rest can be expanded.

use crate::{
    model::{Bare, HandleKind, Model},
    names,
    parse::Storage,
    validate::Report,
};
use quote::{format_ident, quote};
use syn::Expr;

pub(crate) fn repair(model: &mut Model<'_>, report: &Report) {
    if model.storage == Storage::Owned && !report.features.alloc {
        model.storage = Storage::Borrowed;
        model.lacks_alloc = true;
    }
    repair_handles(model, report);
    repair_methods(model, report);
}

fn repair_handles(model: &mut Model<'_>, report: &Report) {
    let (condition, runtime) = (model.condition.clone(), model.runtime.clone());
    for (place, handle) in model.handles.iter_mut().enumerate() {
        let id = handle.id;
        if report.unnamed.contains(&id) {
            let default = match handle.kind {
                HandleKind::Notifier => names::notifier(&condition),
                HandleKind::Waiter(_) | HandleKind::Waiters(_) => names::waiter(&condition),
            };
            handle.ident = format_ident!("{default}{place}");
        }
        let mut seen = Vec::new();
        handle.fields.retain(|field| {
            let is_new = !seen.contains(&field.ident);
            seen.push(field.ident.clone());
            is_new
        });
        for field in &mut handle.fields {
            // The field gets a value all the same, so that it does not become an argument.
            if report.without_value.contains(&(id, field.ident.clone())) {
                let value = quote!(#runtime::Option::unwrap(#runtime::Option::None));
                field.value = Some(Expr::Verbatim(value));
            }
        }
    }
}

fn repair_methods(model: &mut Model<'_>, report: &Report) {
    for method in &mut model.methods {
        let id = method.id;
        method.is_broken = report.broken.contains(&id);
        let Some(wait) = method.wait_mut() else {
            continue;
        };
        if !report.features.std && wait.blocking.take().is_some() {
            wait.lacks_blocking = true;
        }
        for bare in &Bare::ALL {
            let is_there = match bare {
                Bare::Future => true,
                Bare::Stream => report.features.stream,
                Bare::Sink => report.features.sink,
            };
            if !is_there || report.surplus.contains(&(id, *bare)) {
                *wait.word_mut(*bare) = None;
            }
        }
    }
}
