//! Lints of what is copied from the user's methods, which rustc warns of there already.

use crate::{model::Wait, tokens::is_punct};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

/// For copies of names that rustc warns of where the user has written them.
pub(in crate::expand) fn names<'n>(
    names: impl IntoIterator<Item = &'n Ident>,
) -> Option<TokenStream> {
    let is_unusual = |name: &Ident| name.unraw().to_string().contains(char::is_uppercase);
    let mut names = names.into_iter();
    names
        .any(is_unusual)
        .then(|| quote!(#[allow(non_snake_case)]))
}

/// For a struct with these copies of the user's bounds: of `T: 'a`, rustc says that it follows from the
/// fields.
pub(in crate::expand) fn outlives(generics: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<_> = generics.clone().into_iter().collect();
    let mut pairs = tokens.windows(2);
    let has_outlives = pairs.any(|pair| {
        (is_punct(&pair[0], ':') || is_punct(&pair[0], '+')) && is_punct(&pair[1], '\'')
    });
    has_outlives.then(|| quote!(#[allow(explicit_outlives_requirements)]))
}

/// For a future whose fields are the user's arguments. Those of a function have no documentation.
pub(in crate::expand) fn fields(wait: &Wait) -> Option<TokenStream> {
    let has_fields = !wait.fields.is_empty();
    has_fields.then(|| quote!(#[allow(clippy::missing_docs_in_private_items)]))
}
