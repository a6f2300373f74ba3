//! `allow`s for lints that would warn again about code that is copied from the user's methods.

use crate::tokens::is_punct;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// For copies of names. rustc warns about the user's own.
pub(super) fn names(names: &[&Ident]) -> TokenStream {
    for name in names {
        if name.to_string().contains(char::is_uppercase) {
            return quote!(#[allow(non_snake_case)]);
        }
    }
    quote!()
}

/// For a struct with copies of the user's bounds. rustc warns that a bound such as `T: 'a` follows from the fields.
pub(in crate::expand) fn outlives(generics: &TokenStream) -> Option<TokenStream> {
    let mut is_bound = false;
    for token in generics.clone() {
        if is_bound && is_punct(&token, '\'') {
            return Some(quote!(#[allow(explicit_outlives_requirements)]));
        }
        is_bound = is_punct(&token, ':') || is_punct(&token, '+');
    }
    None
}
