//! Makes tokens from a model. This cannot fail: a method that cannot be expanded is marked as broken, and left out.
//!
//! An expansion names the runtime crate once, in an import. It names everything else through that, so that nothing in
//! scope can be mistaken for it.

mod attrs;
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
mod optional;
mod paths;
mod poll;
mod spans;
mod stub;
mod timed_out;
mod wait;
mod waits;
mod wakers;
mod within;

use crate::{features::Features, model::Model, recover::Stub, tokens::each};
use paths::import;
use proc_macro2::TokenStream;
use quote::quote;

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>, stubs: &[Stub<'_>], features: Features) -> TokenStream {
    let mut items = Vec::new();
    condition::add_items(model, &mut items);
    construct::add_items(model, &mut items);
    for handle in model.handles.iter() {
        handle::add_items(model, handle, stubs, features, &mut items);
    }
    for waiting in &waits::sound_waits(model) {
        future::add_items(waiting, features, &mut items);
        if let Some(awaited) = wait::awaited(waiting) {
            items.push(awaited);
        }
        optional::add_items(waiting, &mut items);
    }
    for stub in stubs {
        if let Some(awaited) = stub::awaited(model, stub) {
            items.push(awaited);
        }
    }
    let (cfgs, allows) = (&model.cfgs, &model.allows);
    let import = import(model);
    let items = each(&items, &|item| quote!(#cfgs #allows #item));
    quote!(#cfgs #import #items)
}
