//! Emits the user's item in any case. Otherwise a mistake in the annotation would also be reported as a missing type.

use crate::{
    errors::Errors,
    parse::{Item, Options, is_marker_tokens},
    tokens::without_attributes,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits an item that `#[waitable]` cannot parse, without its markers, which rustc would report as unknown.
pub(crate) fn unparsed(item: TokenStream, errors: Errors) -> TokenStream {
    let item = without_attributes(item, &is_marker_tokens);
    let errors = errors.into_compile_errors();
    quote!(#item #errors)
}

/// Emits an item that another attribute is going to expand.
pub(crate) fn untouched(item: TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.into_compile_errors();
    quote!(#item #errors)
}

/// Emits an item, what could be generated from it, and the mistakes that were found.
pub(crate) fn item(
    options: &Options,
    item: &Item,
    generated: Option<TokenStream>,
    errors: Errors,
) -> TokenStream {
    // A method may be `pub` for the sake of a handle that is more visible than the condition.
    let is_less_visible = matches!(item, Item::Impl(_)) && options.has_visibility();
    let allow = is_less_visible.then(|| quote!(#[allow(unreachable_pub)]));
    let errors = errors.into_compile_errors();
    quote!(#allow #item #generated #errors)
}
