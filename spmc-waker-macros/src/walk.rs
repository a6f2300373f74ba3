//! One walk over types, for all who look for something in them.
//!
//! Each visitor of syn's that is a type of its own has the compiler build all of syn's traversal again, some 350
//! functions. Here are the only two, and who looks is called through a pointer.

use syn::{
    BoundLifetimes, Generics, Lifetime, ParenthesizedGenericArguments, Path, PathSegment,
    Signature, Type, TypeFnPtr, TypeReference,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

/// A place in a type.
pub(crate) enum Place<'a> {
    Type(&'a Type),
    Segment(&'a PathSegment),
    Lifetime(&'a Lifetime),
    /// `for<'a>`.
    Bound(&'a BoundLifetimes),
    /// `(A) -> B` of `Fn(A) -> B`.
    Arguments,
}

/// Where the walk goes on.
pub(crate) enum Next<'a> {
    Inside,
    Past,
    /// Inside of this type alone.
    Into(&'a Type),
}

/// Calls `look` with each place in a type, what is outside first.
pub(crate) fn walk_type<'a>(ty: &'a Type, look: &mut dyn FnMut(Place<'a>) -> Next<'a>) {
    Walk(look).visit_type(ty);
}

/// The same for a path.
pub(crate) fn walk_path<'a>(path: &'a Path, look: &mut dyn FnMut(Place<'a>) -> Next<'a>) {
    Walk(look).visit_path(path);
}

/// The same for a signature.
pub(crate) fn walk_signature<'a>(sig: &'a Signature, look: &mut dyn FnMut(Place<'a>) -> Next<'a>) {
    Walk(look).visit_signature(sig);
}

struct Walk<'l, 'a>(&'l mut dyn FnMut(Place<'a>) -> Next<'a>);

impl<'a> Visit<'a> for Walk<'_, 'a> {
    fn visit_type(&mut self, ty: &'a Type) {
        match (self.0)(Place::Type(ty)) {
            Next::Inside => visit::visit_type(self, ty),
            Next::Into(ty) => self.visit_type(ty),
            Next::Past => {}
        }
    }

    fn visit_path_segment(&mut self, segment: &'a PathSegment) {
        if let Next::Inside = (self.0)(Place::Segment(segment)) {
            visit::visit_path_segment(self, segment);
        }
    }

    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        (self.0)(Place::Lifetime(lifetime));
    }

    fn visit_bound_lifetimes(&mut self, bound: &'a BoundLifetimes) {
        if let Next::Inside = (self.0)(Place::Bound(bound)) {
            visit::visit_bound_lifetimes(self, bound);
        }
    }

    fn visit_parenthesized_generic_arguments(
        &mut self,
        arguments: &'a ParenthesizedGenericArguments,
    ) {
        if let Next::Inside = (self.0)(Place::Arguments) {
            visit::visit_parenthesized_generic_arguments(self, arguments);
        }
    }
}

/// A place in a type that may be changed.
pub(crate) enum PlaceMut<'a> {
    Reference(&'a mut TypeReference),
    Lifetime(&'a mut Lifetime),
    /// `fn(A) -> B`, or `(A) -> B` of `Fn(A) -> B`.
    Function,
}

/// Calls `change` with each place in a type, what is outside first. It says whether to go inside.
pub(crate) fn change_type(ty: &mut Type, change: &mut dyn FnMut(PlaceMut<'_>) -> bool) {
    Change(change).visit_type_mut(ty);
}

/// The same for generics.
pub(crate) fn change_generics(
    generics: &mut Generics,
    change: &mut dyn FnMut(PlaceMut<'_>) -> bool,
) {
    Change(change).visit_generics_mut(generics);
}

struct Change<'c>(&'c mut dyn FnMut(PlaceMut<'_>) -> bool);

impl VisitMut for Change<'_> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if (self.0)(PlaceMut::Reference(reference)) {
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        (self.0)(PlaceMut::Lifetime(lifetime));
    }

    fn visit_type_fn_ptr_mut(&mut self, function: &mut TypeFnPtr) {
        if (self.0)(PlaceMut::Function) {
            visit_mut::visit_type_fn_ptr_mut(self, function);
        }
    }

    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        arguments: &mut ParenthesizedGenericArguments,
    ) {
        if (self.0)(PlaceMut::Function) {
            visit_mut::visit_parenthesized_generic_arguments_mut(self, arguments);
        }
    }
}
