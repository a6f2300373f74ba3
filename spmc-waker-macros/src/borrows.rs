//! Results that borrow: from the condition, or from an argument of which each check gets a new borrow.

use crate::{errors::at, signature::Param};
use syn::{
    GenericArgument, Lifetime, ParenthesizedGenericArguments, PathArguments, PathSegment,
    ReturnType, Signature, Type, TypeFnPtr, TypeReference,
    visit::{self, Visit},
};

/// The return type, unless it visibly borrows from `self`.
pub(crate) fn require_owned_result<'a>(
    sig: &'a Signature,
    reason: &str,
) -> syn::Result<Option<&'a Type>> {
    let ReturnType::Type(_, ty) = &sig.output else {
        return Ok(None);
    };
    let mut finder = ElidedLifetimes(None);
    finder.visit_type(ty);
    match finder.0 {
        Some(tokens) => at(tokens, reason),
        None => Ok(Some(ty)),
    }
}

/// Guards of locks, which borrow even where their lifetime is not written.
const GUARDS: [&str; 4] = [
    "MutexGuard",
    "MappedMutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
];

/// Finds the first elided lifetime.
struct ElidedLifetimes(Option<proc_macro2::TokenStream>);

impl<'ast> Visit<'ast> for ElidedLifetimes {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        if reference.lifetime.is_none() && self.0.is_none() {
            self.0 = Some(quote::quote!(#reference));
        }
        visit::visit_type_reference(self, reference);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident == "_" && self.0.is_none() {
            self.0 = Some(quote::quote!(#lifetime));
        }
    }

    fn visit_path_segment(&mut self, segment: &'ast PathSegment) {
        let is_guard = GUARDS.iter().any(|guard| segment.ident == guard);
        if is_guard && !has_lifetime(&segment.arguments) && self.0.is_none() {
            let ident = &segment.ident;
            self.0 = Some(quote::quote!(#ident));
        }
        visit::visit_path_segment(self, segment);
    }

    // The elided lifetimes of these are their own.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast ParenthesizedGenericArguments) {}
}

fn has_lifetime(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return false;
    };
    let mut arguments = arguments.args.iter();
    arguments.any(|argument| matches!(argument, GenericArgument::Lifetime(_)))
}

/// The first place in a type that names the lifetime of a `&mut` argument.
pub(crate) fn find_reborrow<'a>(ty: &'a Type, params: &[Param]) -> Option<&'a Lifetime> {
    struct Finder<'a, 'ast>(&'a [Param], Option<&'ast Lifetime>);
    impl<'ast> Visit<'ast> for Finder<'_, 'ast> {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            let is_lent = self.0.iter().any(|param| match &param.ty {
                Type::Reference(argument) => {
                    argument.mutability.is_some() && argument.lifetime.as_ref() == Some(lifetime)
                }
                _ => false,
            });
            if is_lent {
                self.1.get_or_insert(lifetime);
            }
        }
    }
    let mut finder = Finder(params, None);
    finder.visit_type(ty);
    finder.1
}
