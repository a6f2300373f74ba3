//! Lints that the user allows or expects. Generated items allow both: an expectation is met in the user's code, if
//! anywhere.

use crate::{parse::cfg_attr, tokens::each};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// The lints that these attributes allow. The expansion may use what is deprecated: the user is warned elsewhere.
pub(crate) fn allows(attrs: &[Attribute]) -> TokenStream {
    each(attrs, &|attr| allow(attr).unwrap_or_default())
}

/// `#[allow(…)]` for `#[allow(…)]`, `#[expect(…)]` or `#[deprecated]`, also in a `cfg_attr`.
fn allow(attr: &Attribute) -> Option<TokenStream> {
    if let Some(allow) = allow_meta(&attr.meta) {
        return Some(quote!(#[#allow]));
    }
    let (condition, metas) = cfg_attr(&attr.meta)?;
    let allows = each(&metas, &|meta| {
        let allow = allow_meta(meta).map(|allow| quote!(, #allow));
        allow.unwrap_or_default()
    });
    match allows.is_empty() {
        true => None,
        false => Some(quote!(#[cfg_attr(#condition #allows)])),
    }
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
