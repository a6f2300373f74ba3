//! The functions that make handles, which own or borrow their condition.

mod borrowed;
mod owned;
mod params;

use crate::{model::Model, parse::Storage};
use proc_macro2::TokenStream;

pub(super) fn add_items(model: &Model<'_>, items: &mut Vec<TokenStream>) {
    match model.storage {
        Storage::Owned => owned::add_items(model, items),
        Storage::Borrowed => {
            for handle in model.handles.iter() {
                items.push(borrowed::item(model, handle));
            }
        }
    }
}
