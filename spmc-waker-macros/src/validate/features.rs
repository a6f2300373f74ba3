//! Rules that depend on the features of the runtime crate, and on the storage.

use super::report::Report;
use crate::{
    errors::at,
    model::{HandleKind, Model, Role},
    parse::Storage,
};
use proc_macro2::Span;

/// Requires that the storage is available, and fits the hooks.
pub(super) fn require_storage(model: &Model<'_>, report: &mut Report) {
    if model.storage == Storage::Owned {
        if !report.features.alloc {
            let given = model.options.storage.as_ref();
            let span = given.map_or_else(Span::call_site, |given| given.name.span());
            report.errors.add(syn::Error::new(
                span,
                "handles that own their condition need the feature `alloc` of `spmc-waker`: turn it on \
                 in `Cargo.toml`, or write `storage = borrowed`",
            ));
        }
        return;
    }
    report.require(model, &|method| {
        if !matches!(method.role, Role::OnDrop) {
            return Ok(());
        }
        for handle in &method.on {
            let who = match model.handles[*handle].kind {
                HandleKind::Notifier => "notifiers",
                HandleKind::Waiter(_) => continue,
                HandleKind::Waiters(_) => "these handles",
            };
            return at(
                &method.marker,
                format!(
                    "with `storage = borrowed`, {who} are not counted, so none is known to be the last: close \
                     the condition in a `#[notify]` method, or leave `storage` at `owned`"
                ),
            );
        }
        Ok(())
    });
}

/// Requires the features that options need.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    let features = report.features;
    for method in &report.sound(model) {
        let Some(wait) = method.wait() else {
            continue;
        };
        let options = [
            (wait.blocking.as_ref(), "std", features.std),
            (wait.stream.as_ref(), "stream", features.stream),
            (wait.sink.as_ref(), "sink", features.sink),
        ];
        for (word, feature, is_on) in &options {
            if let Some(word) = word.filter(|_| !is_on) {
                report.errors.at(
                    word,
                    format!(
                        "`{word}` needs the feature `{feature}` of `spmc-waker`: turn it on in `Cargo.toml`"
                    ),
                );
            }
        }
    }
}
