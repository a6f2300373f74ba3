//! The functions that make a handle which borrows its condition: `new` of a notifier, `claim` of a waiter.

use super::params;
use crate::{
    expand::{fields, paths},
    model::{Handle, HandleKind, Model},
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Expr, Token, UnOp, punctuated::Punctuated};

pub(super) fn item(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, lifetime) = (&model.runtime, &model.ty, &model.borrow);
    let generics = model.handle_generics();
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let handle_type = paths::handle_type(model, handle);
    let (storage, params) = (model.names.fresh("waitable"), params::of_one(handle));
    let takes = quote!(#storage: &#lifetime #runtime::Waitable<#ty> #params);
    let method = match handle.kind {
        HandleKind::Notifier => new(model, handle, &takes),
        HandleKind::Waiter(_) | HandleKind::Waiters(_) => claim(model, handle, &takes),
    };
    quote! {
        #[allow(dead_code)]
        impl #impl_generics #handle_type #where_clause {
            #method
        }
    }
}

fn new(model: &Model<'_>, handle: &Handle, takes: &TokenStream) -> TokenStream {
    let (runtime, vis, storage) = (&model.runtime, &handle.vis, model.names.fresh("waitable"));
    let new = quote!(#runtime::Notifier::new(#storage));
    let notifier = fields::construct(model, handle.id, &new, &fields::same_name);
    let mut fields = handle.fields.iter();
    let constant = fields
        .all(|field| field.value.as_ref().is_none_or(is_constant))
        .then(|| quote!(const));
    let allows = params::allows_of_one(handle);
    quote! {
        /// Makes a notifier of this condition. There may be any number.
        #allows
        #[inline]
        #vis #constant fn new(#takes) -> Self {
            #notifier
        }
    }
}

fn claim(model: &Model<'_>, handle: &Handle, takes: &TokenStream) -> TokenStream {
    let (runtime, vis, name) = (&model.runtime, &handle.vis, &handle.ident);
    let (storage, claimed) = (model.names.fresh("waitable"), model.names.fresh("claimed"));
    let path = paths::inner_path(model, handle);
    let (doc, cost) = match &handle.capacity {
        None => (
            format!("Claims the condition's `{name}`: returns `None` while there is one."),
            "This takes one atomic read-modify-write, and a wait needs none for it.",
        ),
        Some(most) => {
            let most = most.to_token_stream();
            (
                format!("Claims a `{name}`: returns `None` while there are {most}."),
                "This takes one atomic read-modify-write, and another one for each claim of the same handle that comes \
                 first. A wait needs none for it.",
            )
        }
    };
    let waiter = fields::construct(model, handle.id, &quote!(#claimed), &fields::same_name);
    let allows = params::allows_of_one(handle);
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #[doc = #cost]
        #allows
        #[inline]
        #vis fn claim(#takes) -> #runtime::Option<Self> {
            #runtime::Option::map(#path::claim(#storage), |#claimed| #waiter)
        }
    }
}

/// Whether a first value is certainly allowed in a `const fn`. Calls are not, because the macro cannot know whether
/// the called function is `const`.
fn is_constant(value: &Expr) -> bool {
    match value {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Group(value) => is_constant(&value.expr),
        Expr::Paren(value) => is_constant(&value.expr),
        Expr::Unary(value) => {
            matches!(value.op, UnOp::Neg(_)) && matches!(*value.expr, Expr::Lit(_))
        }
        Expr::Tuple(value) => are_constant(&value.elems),
        Expr::Array(value) => are_constant(&value.elems),
        Expr::Repeat(value) => is_constant(&value.expr),
        _ => false,
    }
}

fn are_constant(values: &Punctuated<Expr, Token![,]>) -> bool {
    (0..values.len()).all(|place| is_constant(&values[place]))
}
