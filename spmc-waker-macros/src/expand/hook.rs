//! The `#[on_drop]` hook of a lone waiter that takes the handle's fields, which the handle runs itself.

use super::{attrs, call};
use crate::{
    model::{HandleId, Model},
    tokens::each,
};
use proc_macro2::TokenStream;
use quote::quote;

/// A closure that runs the hook with the fields of this place. `None` if the hook takes no fields.
pub(super) fn of_fields(
    model: &Model<'_>,
    id: HandleId,
    place: &TokenStream,
) -> Option<TokenStream> {
    let (ty, condition) = (&model.ty, &model.names.condition);
    let mut calls = TokenStream::new();
    for method in &model.sound() {
        if !method.runs_on_drop_of(id) || method.params.is_empty() {
            continue;
        }
        let args = each(&method.params, &|param| {
            let field = call::field_of(place, param);
            quote!(, #field)
        });
        let call = call::hook(&quote!(<#ty>), method, condition, &args);
        let caller = attrs::caller(method);
        calls.extend(if caller.is_empty() {
            call
        } else {
            quote!(#caller { #call })
        });
    }
    if calls.is_empty() {
        None
    } else {
        Some(quote!(|#condition| { #calls }))
    }
}
