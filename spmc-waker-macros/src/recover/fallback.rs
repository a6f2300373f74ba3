//! The user's item is emitted whatever happens: a mistake in the annotation must not also be
//! reported as a missing type.

use crate::{
    errors::Errors,
    parse::{Item, Options, is_marker_tokens},
    tokens::without_attributes,
};
use proc_macro2::TokenStream;
use quote::quote;

/// An item that `#[waitable]` cannot understand. Markers in it would only be reported as unknown.
pub(crate) fn unparsed(item: TokenStream, errors: Errors) -> TokenStream {
    let item = without_attributes(item, &is_marker_tokens);
    let errors = errors.into_compile_errors();
    quote!(#item #errors)
}

/// An item that another attribute is going to expand.
pub(crate) fn untouched(item: TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.into_compile_errors();
    quote!(#item #errors)
}

/// An item, what could be generated from it, and the mistakes that were found.
pub(crate) fn item(
    options: &Options,
    item: &Item,
    generated: Option<TokenStream>,
    errors: Errors,
) -> TokenStream {
    // A method is `pub` for the handle, which more may see than the condition.
    let is_less_visible = matches!(item, Item::Impl(_)) && options.has_visibility();
    let allow = is_less_visible.then(|| quote!(#[allow(unreachable_pub)]));
    let errors = errors.into_compile_errors();
    quote!(#allow #item #generated #errors)
}
