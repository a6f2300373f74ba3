//! `cfg_attr`: attributes under a condition.

use super::grammar::parse_as;
use crate::tokens::split_at_commas;
use proc_macro2::TokenStream;
use syn::Meta;

/// Returns the condition of a `cfg_attr`, and its attributes.
pub(crate) fn cfg_attr(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    let Meta::List(list) = meta else {
        return None;
    };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let (mut condition, mut metas) = (None, Vec::new());
    for part in split_at_commas(list.tokens.clone()) {
        match condition {
            None => condition = Some(part),
            Some(_) => metas.push(parse_as(part)?),
        }
    }
    Some((condition?, metas))
}
