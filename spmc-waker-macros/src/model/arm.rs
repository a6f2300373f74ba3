//! What an `#[arm]` method takes of the arguments of its check.

use super::{method::Method, param::Param};
use syn::ext::IdentExt as _;

/// The parameters of a check, each with that of the `#[arm]` method which takes the same: all of them, or
/// those alone that are no fields of the handle. Nothing if they do not match.
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
    match pairs.len() == arm.params.len() {
        true => Some(pairs),
        false => None,
    }
}
