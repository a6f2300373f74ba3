//! The arguments that become fields of handles.

use crate::{
    expand::attrs,
    model::{Field, Handle, Model},
    names::snake_case,
    tokens::each,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

/// Whether a field is an argument.
pub(super) const fn is_argument(field: &Field) -> bool {
    field.value.is_none()
}

/// The argument for a field of this handle in the method that makes all handles: `rx_kept` for `kept` of `Rx`, if
/// another handle has an argument of the same name.
pub(super) fn argument(model: &Model<'_>, handle: &Handle, field: &Field) -> Ident {
    for other in model.handles.iter() {
        let same = other.field(&field.ident);
        if other.id != handle.id && same.is_some_and(is_argument) {
            let handle = snake_case(&handle.ident.unraw().to_string());
            return model
                .names
                .fresh(&format!("{handle}_{}", field.ident.unraw()));
        }
    }
    field.ident.clone()
}

/// The parameters of a function that makes one handle: the fields without a value, each after a comma.
pub(super) fn of_one(handle: &Handle) -> TokenStream {
    each(&handle.fields, &|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        if is_argument(field) {
            quote!(, #ident: #ty)
        } else {
            quote!()
        }
    })
}

/// The lints that are allowed for such a function.
pub(super) fn allows_of_one(handle: &Handle) -> TokenStream {
    let mut count = 1;
    let allows = each(&handle.fields, &|field| field.allows.clone());
    for field in &handle.fields {
        count += usize::from(is_argument(field));
    }
    let many = attrs::allow_many(count);
    quote!(#many #allows)
}
