//! The type that stores the wakers of all waits.

use super::spans;
use crate::{
    model::{Model, Wakers},
    syntax::is_generic,
    tokens::find_word,
};
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, spanned::Spanned as _};

/// The type of the wakers that the condition is stored with.
pub(super) fn stored(model: &Model<'_>) -> TokenStream {
    let (runtime, sync, cached) = (&model.runtime, model.sync, model.cached);
    let count = Literal::usize_unsuffixed;
    match model.wakers() {
        Wakers::Array(waits) => {
            let waits = count(waits);
            quote!([#runtime::SpmcWaker<#sync, #cached>; #waits])
        }
        Wakers::Fixed { lone, many: 0, .. } => {
            let lone = count(lone);
            quote!(#runtime::FixedSet<#sync, #cached, #lone>)
        }
        Wakers::Fixed { lone, many, each } => {
            let (lone, many) = (count(lone), count(many));
            let each = require_slots(model, &lone, &many, &each);
            quote!(#runtime::FixedSet<#sync, #cached, #lone, #many, #each>)
        }
        Wakers::Growing { lone, many } => {
            let (lone, many) = (count(lone), count(many));
            quote!(#runtime::GrowingSet<#sync, #cached, #lone, #many>)
        }
    }
}

/// The most handles that there may be of one kind. Refuses more slots than a fixed set can have, at the number that the
/// user has written. Where that depends on generics, the runtime refuses them.
fn require_slots(model: &Model<'_>, lone: &Literal, many: &Literal, each: &[&Expr]) -> TokenStream {
    let Some(first) = each.first() else {
        return TokenStream::new();
    };
    let (span, each) = (first.span(), most(each));
    if is_generic(&each, &model.generics) || find_word(each.clone(), "Self").is_some() {
        return each;
    }
    // The set has a wrong type then, so that rustc reports nothing else.
    let runtime = spans::runtime_at(model, span);
    quote_spanned!(span=> { #runtime::require_slots(#lone, #many, #each) })
}

/// The largest of these constants, as a generic argument.
fn most(each: &[&Expr]) -> TokenStream {
    let mut most = TokenStream::new();
    for each in each {
        let each = quote!({ #each });
        most = if most.is_empty() {
            each
        } else {
            quote!({ if #most > #each { #most } else { #each } })
        };
    }
    most
}
