//! How handles are made: of a condition that they own, or that they borrow.

mod borrowed;
mod owned;
mod params;

use crate::{model::Model, parse::Storage};
use proc_macro2::TokenStream;

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    match model.storage {
        Storage::Owned => owned::items(model),
        Storage::Borrowed => {
            let mut items = Vec::new();
            for handle in model.handles.iter() {
                items.push(borrowed::item(model, handle));
            }
            if model.lacks_alloc {
                items.push(owned::no_handles(model));
            }
            items
        }
    }
}
