//! Removes what is broken from the model, so that the rest can be expanded.

use crate::{
    model::{HandleKind, Model},
    names,
    parse::Storage,
    validate::Report,
};
use quote::format_ident;

pub(crate) fn repair(model: &mut Model<'_>, report: &Report) {
    if !report.features.alloc {
        model.storage = Storage::Borrowed;
    }
    repair_handles(model, report);
    repair_methods(model, report);
}

fn repair_handles(model: &mut Model<'_>, report: &Report) {
    let condition = model.condition.clone();
    for (place, handle) in model.handles.iter_mut().enumerate() {
        if report.unnamed.contains(&handle.id) {
            let default = match handle.kind {
                HandleKind::Notifier => names::notifier(&condition),
                HandleKind::Waiter(_) | HandleKind::Waiters(_) => names::waiter(&condition),
            };
            handle.ident = format_ident!("{default}{place}");
        }
    }
}

fn repair_methods(model: &mut Model<'_>, report: &Report) {
    for method in &mut model.methods {
        method.is_broken = report.broken.contains(&method.id);
        let Some(wait) = method.wait_mut() else {
            continue;
        };
        if !report.features.std {
            wait.lacks_blocking = wait.blocking.take().is_some();
        }
        if !report.features.stream {
            wait.stream = None;
        }
        if !report.features.sink {
            wait.sink = None;
        }
    }
}
