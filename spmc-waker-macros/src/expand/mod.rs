//! Tokens from a model. Cannot fail: what cannot be expanded is marked as broken, and left out.
//!
//! Expansions name the runtime crate once, in an import. All else they name through that, so that
//! nothing in scope can take its place.

mod attrs;
mod blocking;
mod call;
mod check;
mod condition;
mod construct;
mod debug;
mod future;
mod handle;
mod hook;
mod notify;
mod paths;
mod poll;
mod sink;
mod spans;
mod stream;
mod stub;
mod wait;
mod waits;

use crate::{features::Features, model::Model, recover::Stub};
use paths::import;
use proc_macro2::TokenStream;
use quote::quote;

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>, stubs: &[Stub<'_>], features: Features) -> TokenStream {
    let mut items = condition::items(model);
    items.extend(construct::items(model));
    for (id, handle) in model.handles.iter() {
        items.extend(handle::items(model, id, handle, stubs, features));
    }
    for waiting in waits::sound_waits(model) {
        items.extend(future::items(&waiting, features));
        items.extend(wait::awaited(&waiting));
        items.extend(stream::items(&waiting));
        items.extend(sink::items(&waiting));
    }
    items.extend(stubs.iter().flat_map(|stub| stub::bare(model, stub)));
    let (cfgs, allows) = (&model.cfgs, &model.allows);
    let import = import(model);
    items
        .iter()
        .map(|item| quote!(#cfgs #(#allows)* #item))
        .fold(quote!(#cfgs #import), |mut all, item| {
            all.extend(item);
            all
        })
}
