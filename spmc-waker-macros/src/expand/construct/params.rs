//! The arguments that become fields of handles.

use crate::{
    expand::attrs,
    model::{Field, Handle, HandleId, Model},
    names::snake_case,
    tokens::each,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;

/// A field that is an argument.
pub(super) struct Param<'m> {
    pub(super) of: HandleId,
    pub(super) field: &'m Field,
    /// The name of the argument, which is unique.
    pub(super) ident: Ident,
}

/// The fields that are arguments, in order.
pub(super) fn of_all<'m>(model: &'m Model<'_>) -> Vec<Param<'m>> {
    let mut params = Vec::new();
    for handle in model.handles.iter() {
        for field in &handle.fields {
            if field.value.is_none() {
                let ident = field.ident.clone();
                params.push(Param {
                    of: handle.id,
                    field,
                    ident,
                });
            }
        }
    }
    for place in 0..params.len() {
        let field = &params[place].field.ident;
        if count(&params, &|param| param.field.ident == *field) > 1 {
            params[place].ident = with_handle(model, &params, &params[place]);
        }
    }
    params
}

fn count(params: &[Param<'_>], is_such: &dyn Fn(&Param<'_>) -> bool) -> usize {
    let mut count = 0;
    for param in params {
        count += usize::from(is_such(param));
    }
    count
}

/// `rx_kept` for `kept` of `Rx`.
fn with_handle(model: &Model<'_>, params: &[Param<'_>], param: &Param<'_>) -> Ident {
    let handle = snake_case(&model.handles[param.of].ident.unraw().to_string());
    let (name, span) = (param.ident.unraw().to_string(), param.ident.span());
    // `n_kept` for `_kept` of `N`, because `n__kept` is not snake case.
    let name = name.trim_start_matches('_');
    let mut ident = format_ident!("{handle}_{name}", span = span);
    while count(params, &|other| other.ident == ident) > 0 {
        ident = format_ident!("{ident}_", span = span);
    }
    ident
}

/// The parameters of a function that makes one handle: the fields without a value, each after a comma.
pub(super) fn of_one(handle: &Handle) -> TokenStream {
    each(&handle.fields, &|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        match field.value {
            None => quote!(, #ident: #ty),
            Some(_) => quote!(),
        }
    })
}

/// The lints that are allowed for such a function.
pub(super) fn allows_of_one(handle: &Handle) -> TokenStream {
    let mut count = 1;
    let allows = each(&handle.fields, &|field| field.allows.clone());
    for field in &handle.fields {
        count += usize::from(field.value.is_none());
    }
    let many = attrs::allow_many(count);
    quote!(#many #allows)
}
