//! Lints that the user allows or expects. Generated items allow both, because an expectation must be fulfilled in the
//! user's own code.

use crate::{parse::cfg_attr, tokens::each};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// Returns `allow`s for the lints that these attributes allow. For `#[deprecated]`, the expansion may use the item:
/// users are warned at their own uses.
pub(crate) fn allows(attrs: &[Attribute]) -> TokenStream {
    each(attrs, &|attr| allow(attr).unwrap_or_default())
}

/// Returns an `#[allow(…)]` for an `#[allow(…)]`, `#[expect(…)]` or `#[deprecated]`, also in a `cfg_attr`.
fn allow(attr: &Attribute) -> Option<TokenStream> {
    if let Some(allow) = allow_meta(&attr.meta) {
        return Some(quote!(#[#allow]));
    }
    let (condition, metas) = cfg_attr(&attr.meta)?;
    let allows = each(&metas, &|meta| {
        let allow = allow_meta(meta).map(|allow| quote!(, #allow));
        allow.unwrap_or_default()
    });
    (!allows.is_empty()).then(|| quote!(#[cfg_attr(#condition #allows)]))
}

fn allow_meta(meta: &Meta) -> Option<TokenStream> {
    if meta.path().is_ident("deprecated") {
        return Some(quote!(allow(deprecated)));
    }
    let Meta::List(list) = meta else {
        return None;
    };
    let lints = &list.tokens;
    (list.path.is_ident("allow") || list.path.is_ident("expect")).then(|| quote!(allow(#lints)))
}
