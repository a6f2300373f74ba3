//! The fields of a handle, and their first values.

use super::{
    attrs, budget,
    waits::{HandleWait, own_waits},
};
use crate::{
    model::{Field, HandleId, Model},
    syntax::cfgs,
    tokens::each,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The fields that the user has not written: their declarations, and their first values.
pub(super) fn hidden(model: &Model<'_>, handle: HandleId) -> (TokenStream, TokenStream) {
    let (runtime, names) = (&model.runtime, model.names);
    let (mut fields, mut values) = (TokenStream::new(), TokenStream::new());
    for waiting in &own_waits(model, handle) {
        let HandleWait { method, wait, .. } = waiting;
        let cfgs = cfgs(method.attrs);
        if let Some(budget) = budget::field(waiting) {
            fields.extend(quote!(#cfgs #budget: #runtime::Budget,));
            values.extend(quote!(#cfgs #budget: #runtime::Budget::new(),));
        }
        if wait.stream.is_some() {
            let ended = &names.ended;
            fields.extend(quote!(#cfgs #ended: #runtime::bool,));
            values.extend(quote!(#cfgs #ended: false,));
        }
        if let Some(item) = wait.sink_item() {
            let (caller, unsent) = (attrs::caller(method), &names.unsent);
            fields.extend(quote!(#caller #unsent: #runtime::Option<#item>,));
            values.extend(quote!(#cfgs #unsent: #runtime::Option::None,));
        }
    }
    (fields, values)
}

/// An expression for a handle that wraps `inner`, with these arguments for its fields.
pub(super) fn construct(
    model: &Model<'_>,
    id: HandleId,
    inner: &TokenStream,
    argument: &dyn Fn(&Field) -> Ident,
) -> TokenStream {
    let handle = &model.handles[id];
    let (ident, name, runtime) = (&handle.ident, &model.names.inner, &model.runtime);
    let (_, hidden) = hidden(model, id);
    let fields = each(&handle.fields, &|field| {
        let name = &field.ident;
        if field.this.is_some() {
            // The value is an error.
            return quote!(#name: #runtime::Option::unwrap(#runtime::Option::None),);
        }
        if let Some(value) = &field.value {
            return quote!(#name: #value,);
        }
        let argument = argument(field);
        if argument == *name {
            // Not `name: name`, which clippy finds redundant if the field comes from a macro.
            quote!(#name,)
        } else {
            quote!(#name: #argument,)
        }
    });
    quote!(#ident { #fields #hidden #name: #inner })
}

/// The argument for a field, which has the field's name.
pub(super) fn same_name(field: &Field) -> Ident {
    field.ident.clone()
}
