//! Lints that the user allows, or expects, for what is generated too. What is expected is met where the
//! user wrote it, if anywhere: generated items allow it.

use crate::{
    parse::{Item, MemberFn},
    tokens::split_at_commas,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, FnArg, Meta, parse_quote};

/// The lints of an item, for all that is generated from it.
pub(super) fn of_item(item: &Item) -> Vec<Attribute> {
    let attrs: Vec<&Attribute> = match item {
        Item::Struct(item) => item.attrs.iter().collect(),
        Item::Impl(item) => item.attrs.iter().chain(&item.inner_attrs).collect(),
    };
    allows(attrs)
}

/// The lints of a method and of its arguments, which are fields of its future, too.
pub(super) fn of_method(member: &MemberFn) -> Vec<Attribute> {
    let inputs = member.sig.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(input) => &input.attrs,
        FnArg::Receiver(input) => &input.attrs,
    });
    allows(member.attrs.iter().chain(inputs))
}

/// What these attributes allow. What is deprecated is the user's to be warned of, not the expansion's.
pub(super) fn allows<'a>(attrs: impl IntoIterator<Item = &'a Attribute>) -> Vec<Attribute> {
    attrs.into_iter().filter_map(allow).collect()
}

/// `#[allow(…)]` for that, for `#[expect(…)]` or for `#[deprecated]`, in a `cfg_attr` too.
fn allow(attr: &Attribute) -> Option<Attribute> {
    if let Some(allow) = allow_meta(&attr.meta) {
        return Some(parse_quote!(#[#allow]));
    }
    let (condition, metas) = cfg_attr(attr)?;
    let allows: Vec<_> = metas.iter().filter_map(allow_meta).collect();
    (!allows.is_empty()).then(|| parse_quote!(#[cfg_attr(#condition, #(#allows),*)]))
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

/// The condition of a `cfg_attr`, and the attributes behind it.
pub(crate) fn cfg_attr(attr: &Attribute) -> Option<(TokenStream, Vec<Meta>)> {
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let mut parts = split_at_commas(list.tokens.clone())
        .into_iter()
        .map(|part| part.into_iter().collect::<TokenStream>());
    let condition = parts.next()?;
    let metas = parts.map(syn::parse2).collect::<syn::Result<_>>().ok()?;
    Some((condition, metas))
}
