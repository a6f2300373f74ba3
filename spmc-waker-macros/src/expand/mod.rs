//! Tokens from a model. Cannot fail: what cannot be expanded is marked as broken, and left out.
//!
//! Expansions name the runtime crate once, in an import. All else they name through that, so that
//! nothing in scope can take its place.

mod attrs;
mod blocking;
mod budget;
mod call;
mod check;
mod clone;
mod condition;
mod construct;
mod debug;
mod fields;
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
mod timed_out;
mod wait;
mod waits;
mod within;

use crate::{features::Features, model::Model, recover::Stub, tokens::each};
use paths::import;
use proc_macro2::TokenStream;
use quote::quote;

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>, stubs: &[Stub<'_>], features: Features) -> TokenStream {
    let mut items = condition::items(model);
    items.extend(construct::items(model));
    for handle in model.handles.iter() {
        items.extend(handle::items(model, handle.id, handle, stubs, features));
    }
    for waiting in waits::sound_waits(model) {
        items.extend(future::items(&waiting, features));
        items.extend(wait::awaited(&waiting));
        items.extend(stream::items(&waiting));
        items.extend(sink::items(&waiting));
    }
    for stub in stubs {
        items.extend(stub::awaited(model, stub));
    }
    let (cfgs, allows) = (&model.cfgs, &model.allows);
    let import = import(model);
    let items = each(&items, &|item| quote!(#cfgs #(#allows)* #item));
    quote!(#cfgs #import #items)
}
