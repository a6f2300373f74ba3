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
    if arm.params.len() == check.params.len() {
        return Some(check.params.iter().zip(&arm.params).collect());
    }
    let mut own = arm.params.iter().peekable();
    let mut pairs = Vec::new();
    for param in &check.params {
        let is_next = |own: &&Param| own.ident.unraw() == param.ident.unraw();
        if param.is_field() && !own.peek().is_some_and(is_next) {
            continue;
        }
        pairs.push((param, own.next()?));
    }
    own.next().is_none().then_some(pairs)
}
