//! Lints that the user allows, or expects, for what is generated too. What is expected is met where the
//! user wrote it, if anywhere: generated items allow it.

use crate::{parse::cfg_attr, tokens::each};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// What these attributes allow. What is deprecated is the user's to be warned of, not the expansion's.
pub(crate) fn allows(attrs: &[Attribute]) -> TokenStream {
    each(attrs, &|attr| allow(attr).unwrap_or_default())
}

/// `#[allow(…)]` for that, for `#[expect(…)]` or for `#[deprecated]`, in a `cfg_attr` too.
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
