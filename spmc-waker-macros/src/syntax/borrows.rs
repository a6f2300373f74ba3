//! Results that borrow: from the condition, or from an argument of which each check gets a new borrow.

use super::{guards::GUARDS, types::ungroup};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    GenericArgument, Generics, Lifetime, ParenthesizedGenericArguments, PathArguments, PathSegment,
    Type, TypeFnPtr, TypeReference,
    visit::{self, Visit},
};

/// Where a result borrows from `self`.
#[derive(Clone)]
pub(crate) struct Borrow {
    pub(crate) tokens: TokenStream,
    /// It is the type of a guard, whose lifetime is not written.
    pub(crate) is_hidden: bool,
}

/// The first place in a return type that visibly borrows from `self`.
pub(crate) fn borrow_of(ty: &Type) -> Option<Borrow> {
    let mut finder = ElidedLifetimes(None);
    finder.visit_type(ty);
    finder.0
}

/// Finds the first elided lifetime.
struct ElidedLifetimes(Option<Borrow>);

impl ElidedLifetimes {
    fn found(&mut self, tokens: &impl ToTokens, is_hidden: bool) {
        self.0.get_or_insert_with(|| Borrow {
            tokens: tokens.to_token_stream(),
            is_hidden,
        });
    }
}

impl<'ast> Visit<'ast> for ElidedLifetimes {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        if reference.lifetime.is_none() {
            self.found(reference, false);
        }
        visit::visit_type_reference(self, reference);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident == "_" {
            self.found(lifetime, false);
        }
    }

    fn visit_path_segment(&mut self, segment: &'ast PathSegment) {
        let is_guard = GUARDS.iter().any(|guard| segment.ident == guard);
        if is_guard && !has_lifetime(&segment.arguments) {
            self.found(&segment.ident, true);
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

/// The first `&mut` in a query's type through which it gives the condition away. What has a lifetime of
/// the query's own comes from an argument.
pub(crate) fn mutable_borrow_of<'a>(ty: &'a Type, own: &Generics) -> Option<&'a TypeReference> {
    struct Finder<'o, 'ast>(&'o Generics, Option<&'ast TypeReference>);
    impl<'ast> Visit<'ast> for Finder<'_, 'ast> {
        fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
            // Behind a shared reference, it is read only.
            if reference.mutability.is_none() {
                return;
            }
            let mut own = self.0.lifetimes().map(|param| &param.lifetime);
            let lifetime = reference.lifetime.as_ref();
            if own.all(|own| Some(own) != lifetime) {
                self.1.get_or_insert(reference);
            }
            visit::visit_type_reference(self, reference);
        }

        fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
        fn visit_parenthesized_generic_arguments(
            &mut self,
            _: &'ast ParenthesizedGenericArguments,
        ) {
        }
    }
    let mut finder = Finder(own, None);
    finder.visit_type(ty);
    finder.1
}

/// The first place in a type that names the lifetime of a `&mut` argument, of these types.
pub(crate) fn reborrow_of<'a>(
    ty: &'a Type,
    arguments: impl Iterator<Item = &'a Type>,
) -> Option<&'a Lifetime> {
    struct Finder<'ast>(Vec<&'ast Lifetime>, Option<&'ast Lifetime>);
    impl<'ast> Visit<'ast> for Finder<'ast> {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if self.0.contains(&lifetime) {
                self.1.get_or_insert(lifetime);
            }
        }
    }
    let reborrowed = arguments.filter_map(|ty| match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => reference.lifetime.as_ref(),
        _ => None,
    });
    let mut finder = Finder(reborrowed.collect(), None);
    finder.visit_type(ty);
    finder.1
}
