//! Rules that depend on the features of the runtime crate, and on the storage.

use super::report::Report;
use crate::{
    errors::at,
    model::{Bare, Method, Model, Role, Wait},
    parse::Storage,
};
use proc_macro2::{Ident, Span};

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
        let is_hook = matches!(method.role, Role::OnDrop);
        let mut on = method.on.iter().map(|handle| &model.handles[*handle]);
        match on.find(|handle| is_hook && !handle.is_lone()) {
            Some(handle) => {
                let who = if handle.is_many() { "these handles" } else { "notifiers" };
                at(
                    &method.marker,
                    format!(
                        "with `storage = borrowed`, {who} are not counted, so none is known to be the \
                         last: close the condition in a `#[notify]` method, or leave `storage` at \
                         `owned`"
                    ),
                )
            }
            None => Ok(()),
        }
    });
}

/// Requires the features that options need.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    for method in &report.sound(model) {
        let Some(wait) = method.wait() else {
            continue;
        };
        for (word, feature) in missing(method, wait, report) {
            report.errors.at(
                word,
                format!(
                    "`{word}` needs the feature `{feature}` of `spmc-waker`: turn it on in `Cargo.toml`"
                ),
            );
        }
    }
}

/// Returns the options of a wait whose features are off.
fn missing<'w>(
    method: &Method<'_>,
    wait: &'w Wait,
    report: &Report,
) -> Vec<(&'w Ident, &'static str)> {
    let bare = |bare| {
        let is_surplus = report.surplus.contains(&(method.id, bare));
        wait.word(bare).filter(|_| !is_surplus)
    };
    let features = report.features;
    let words = [
        (wait.blocking.as_ref(), "std", features.std),
        (bare(Bare::Stream), "stream", features.stream),
        (bare(Bare::Sink), "sink", features.sink),
    ];
    let mut missing = Vec::new();
    for (word, feature, is_on) in words {
        if let Some(word) = word.filter(|_| !is_on) {
            missing.push((word, feature));
        }
    }
    missing
}
