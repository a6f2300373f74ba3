//! The attributes of a handle: those that the user has written before its option, and default documentation.

use super::named::{in_cfg, named};
use crate::model::{Handle, HandleKind, Model};
use proc_macro2::TokenStream;
use quote::quote;

pub(in crate::expand) fn handle(
    model: &Model<'_>,
    handle: &Handle,
    is_awaited: bool,
) -> TokenStream {
    let (attrs, allows) = (&handle.attrs, &handle.allows);
    let passed = ["doc", "must_use", "deprecated"];
    let own = named(attrs, &passed);
    let conditional = in_cfg(attrs, &passed);
    let has = |name| !named(attrs, &[name]).is_empty() || !in_cfg(attrs, &[name]).is_empty();
    let doc = (!has("doc")).then(|| {
        let doc = default_doc(model, handle);
        quote!(#[doc = #doc])
    });
    let must_use = (is_awaited && !has("must_use"))
        .then(|| quote!(#[must_use = "it does nothing unless it is awaited or polled"]));
    quote!(#doc #own #conditional #allows #must_use)
}

fn default_doc(model: &Model<'_>, handle: &Handle) -> String {
    let condition = &model.condition;
    let is_alone = model.handles.have_lone_waiter();
    match handle.kind {
        HandleKind::Notifier if is_alone => {
            format!("Changes a `{condition}`, and wakes the task that waits for it.")
        }
        HandleKind::Notifier => {
            format!("Changes a `{condition}`, and wakes the tasks that wait for it.")
        }
        HandleKind::Waiter(_) if is_alone => {
            format!("Waits for a `{condition}`. There is one, and it cannot be cloned.")
        }
        HandleKind::Waiters(_) => {
            format!("Waits for a `{condition}`. Any number of tasks can.")
        }
        HandleKind::Waiter(_) => format!(
            "Waits for a `{condition}`. There is one `{}`, and it cannot be cloned.",
            handle.ident
        ),
    }
}
