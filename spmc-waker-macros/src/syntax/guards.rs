//! Guards of locks and cells: what stands for a borrow until it is dropped.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{
    Lifetime, ParenthesizedGenericArguments, PathSegment, Type, TypeFnPtr, TypeReference,
    ext::IdentExt as _,
    visit::{self, Visit},
};

/// Guards of locks and cells, which borrow even where their lifetime is not written.
pub(crate) const GUARDS: [&str; 6] = [
    "MutexGuard",
    "MappedMutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Ref",
    "RefMut",
];

/// All lifetimes in a type.
struct Lifetimes<'a>(Vec<&'a Lifetime>);

impl<'a> Visit<'a> for Lifetimes<'a> {
    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        self.0.push(lifetime);
    }
}

/// The first guard in a type, or what may be one: it has a lifetime of this condition.
pub(crate) fn find_guard(ty: &Type, condition: Option<&Type>) -> Option<TokenStream> {
    let mut lifetimes = Lifetimes(Vec::new());
    if let Some(condition) = condition {
        lifetimes.visit_type(condition);
    }
    let mut guards = Guards {
        lifetimes: lifetimes.0,
        found: None,
    };
    guards.visit_type(ty);
    guards.found
}

struct Guards<'a> {
    lifetimes: Vec<&'a Lifetime>,
    found: Option<TokenStream>,
}

impl<'a> Visit<'a> for Guards<'a> {
    fn visit_path_segment(&mut self, segment: &'a PathSegment) {
        if is_guard(segment) {
            self.found.get_or_insert_with(|| segment.to_token_stream());
        }
        visit::visit_path_segment(self, segment);
    }

    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        if self.lifetimes.contains(&lifetime) {
            self.found.get_or_insert_with(|| lifetime.to_token_stream());
        }
    }

    // What is behind a plain reference is not changed by dropping it.
    fn visit_type_reference(&mut self, reference: &'a TypeReference) {
        self.visit_type(&reference.elem);
    }

    // What a function takes or returns is not held.
    fn visit_type_fn_ptr(&mut self, _: &'a TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'a ParenthesizedGenericArguments) {}
}

/// Whether this is the guard of a lock or cell, owned ones included, or an error around one, by the
/// names that std and the usual crates give them.
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
