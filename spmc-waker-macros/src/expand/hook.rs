//! The `#[on_drop]` hook of a lone waiter that takes the handle's fields, which the handle runs itself.

use super::{attrs, call};
use crate::model::{HandleId, Model};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// A closure that runs the hook, with the fields of this place. Nothing where the hook takes none.
pub(super) fn of_fields(
    model: &Model<'_>,
    id: HandleId,
    place: &TokenStream,
) -> Option<TokenStream> {
    let condition = model.names.fresh("condition");
    let mut calls = TokenStream::new();
    for method in model.sound() {
        if !method.runs_on_drop_of(id) || method.params.is_empty() {
            continue;
        }
        let args = method.params.iter().map(|param| {
            let ident = &param.ident;
            let span = Span::call_site().located_at(ident.span());
            match param.is_changed_field() {
                true => quote_spanned!(span=> &mut #place.#ident),
                false => quote_spanned!(span=> &#place.#ident),
            }
        });
        let args: Vec<_> = args.collect();
        let call = call::method(model, method, &quote!(#condition), &args);
        let caller = attrs::caller(method);
        calls.extend(match caller.is_empty() {
            true => quote!(#call;),
            false => quote!(#caller { #call; }),
        });
    }
    (!calls.is_empty()).then(|| quote!(|#condition| { #calls }))
}
