//! Recognises the guards of locks and cells.

use crate::walk::{Place, walk_type};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{PathSegment, Type, ext::IdentExt as _};

/// The guards of std, which borrow even if their lifetime is not written.
pub(crate) const GUARDS: [&str; 6] = [
    "MutexGuard",
    "MappedMutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Ref",
    "RefMut",
];

/// Finds the first guard in a type, or the first lifetime of the condition, because a type with that may be a guard.
pub(crate) fn find_guard(ty: &Type, condition: Option<&Type>) -> Option<TokenStream> {
    let mut lifetimes = Vec::new();
    if let Some(condition) = condition {
        walk_type(condition, &mut |place| {
            if let Place::Lifetime(lifetime) = place {
                lifetimes.push(lifetime);
            }
            true
        });
    }
    let mut found = None;
    walk_type(ty, &mut |place| {
        let guard = match place {
            Place::Segment(segment) if is_guard(segment) => segment.to_token_stream(),
            Place::Lifetime(lifetime) if lifetimes.contains(&lifetime) => {
                lifetime.to_token_stream()
            }
            // The drop of a plain reference changes nothing, so look behind it.
            Place::Type(Type::Reference(reference)) => {
                match find_guard(&reference.elem, condition) {
                    Some(guard) => guard,
                    None => return false,
                }
            }
            Place::Function => return false,
            _ => return found.is_none(),
        };
        if found.is_none() {
            found = Some(guard);
        }
        false
    });
    found
}

/// Whether this is the guard of a lock or cell (owned ones included), or an error around one, by the names that std
/// and the usual crates give them.
fn is_guard(segment: &PathSegment) -> bool {
    let name = segment.ident.unraw().to_string();
    let is_lock = name.contains("Mutex") || name.contains("Lock");
    match name.as_str() {
        // Other crates have errors of these names that hold nothing.
        "PoisonError" | "TryLockError" => !segment.arguments.is_none(),
        "AtomicRefMut" => true,
        name if GUARDS.contains(&name) && name != "Ref" => true,
        _ => is_lock && name.contains("Guard"),
    }
}

#[cfg(test)]
mod tests {
    use super::find_guard;
    use syn::{Type, parse_quote};

    #[test]
    fn guards_are_known_by_name() {
        let guards: [Type; 7] = [
            parse_quote!(MutexGuard<'c, u8>),
            parse_quote!(Option<parking_lot::MappedRwLockWriteGuard<'c, u8>>),
            parse_quote!((usize, RefMut<'static, u8>)),
            parse_quote!(OwnedRwLockWriteGuard<u8>),
            parse_quote!(MutexGuardArc<u8>),
            parse_quote!(ReentrantLockGuard<'c, u8>),
            parse_quote!(Result<u8, PoisonError<Locked<'c>>>),
        ];
        for guard in guards {
            assert!(find_guard(&guard, None).is_some());
        }
        let others: [Type; 7] = [
            parse_quote!(&'c str),
            parse_quote!(Cow<'c, str>),
            parse_quote!(DropGuard),
            parse_quote!(BlockGuard),
            parse_quote!(Arc<Mutex<u8>>),
            parse_quote!(Result<(), TryLockError>),
            parse_quote!(fn() -> MutexGuard<'static, u8>),
        ];
        for other in others {
            assert!(find_guard(&other, None).is_none());
        }
    }
}
