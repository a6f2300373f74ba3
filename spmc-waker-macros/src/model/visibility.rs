//! Compares visibilities.

use syn::Visibility;

/// Returns a number that is higher the more code can see an item of this visibility.
pub(crate) fn openness(vis: &Visibility) -> u8 {
    match vis {
        Visibility::Public(_) => 3,
        Visibility::Restricted(restricted) if restricted.path.is_ident("crate") => 2,
        Visibility::Restricted(restricted) if !restricted.path.is_ident("self") => 1,
        Visibility::Restricted(_) | Visibility::Inherited => 0,
    }
}

/// Returns the one of two visibilities that less code can see.
pub(crate) fn narrower<'a>(a: &'a Visibility, b: &'a Visibility) -> &'a Visibility {
    if openness(a) <= openness(b) { a } else { b }
}
