//! The arguments that an `#[arm]` method has in common with its check.

use super::{method::Method, param::Param};
use syn::ext::IdentExt as _;

/// Pairs each parameter of a check with the parameter of the `#[arm]` method that takes the same. The method takes all
/// of them, or leaves out `#[field]` ones. Returns `None` if they do not match.
pub(crate) fn armed_with<'m>(
    check: &'m Method<'_>,
    arm: &'m Method<'_>,
) -> Option<Vec<(&'m Param, &'m Param)>> {
    if arm.params.is_empty() {
        return Some(Vec::new());
    }
    let takes_all = arm.params.len() == check.params.len();
    let mut pairs = Vec::new();
    for param in &check.params {
        let own = arm.params.get(pairs.len());
        let is_next = own.is_some_and(|own| own.ident.unraw() == param.ident.unraw());
        if takes_all || is_next || !param.is_field() {
            pairs.push((param, own?));
        }
    }
    (pairs.len() == arm.params.len()).then_some(pairs)
}
