//! Walks over types: one that looks for something, and one that changes lifetimes.
//!
//! They visit types, and not expressions. syn's visitors visit everything, and are some 700 functions.

use syn::{
    GenericArgument, Lifetime, NamedArg, PathArguments, PathSegment, ReturnType, Type,
    TypeParamBound,
    punctuated::Punctuated,
    token::{Comma, Plus},
};

/// A place in a type.
pub(crate) enum Place<'a> {
    Type(&'a Type),
    Segment(&'a PathSegment),
    Lifetime(&'a Lifetime),
    /// The `(&A) -> B` of `fn(&A) -> B` and `Fn(&A) -> B`. Such a type holds neither an `A` nor a `B`, and elided lifetimes
    /// mean something else there.
    Function,
}

/// Called with a place. Returns whether the walk visits what is inside.
type Look<'l, 'a> = &'l mut dyn FnMut(Place<'a>) -> bool;

/// Calls `look` with each place in a type, from the outside to the inside.
pub(crate) fn walk_type<'a>(ty: &'a Type, look: Look<'_, 'a>) {
    if !look(Place::Type(ty)) {
        return;
    }
    match ty {
        Type::Array(array) => walk_type(&array.elem, look),
        Type::Group(group) => walk_type(&group.elem, look),
        Type::Paren(paren) => walk_type(&paren.elem, look),
        Type::Ptr(pointer) => walk_type(&pointer.elem, look),
        Type::Slice(slice) => walk_type(&slice.elem, look),
        Type::Tuple(tuple) => {
            for ty in &tuple.elems {
                walk_type(ty, look);
            }
        }
        Type::Reference(reference) => {
            if let Some(lifetime) = &reference.lifetime {
                look(Place::Lifetime(lifetime));
            }
            walk_type(&reference.elem, look);
        }
        Type::Path(path) => {
            if let Some(qself) = &path.qself {
                walk_type(&qself.ty, look);
            }
            for segment in &path.path.segments {
                walk_segment(segment, look);
            }
        }
        Type::ImplTrait(generated) => walk_bounds(&generated.bounds, look),
        Type::TraitObject(object) => walk_bounds(&object.bounds, look),
        Type::FnPtr(function) => walk_function(&function.inputs, &function.output, look),
        _ => {}
    }
}

fn walk_function<'a>(
    inputs: &'a Punctuated<NamedArg, Comma>,
    output: &'a ReturnType,
    look: Look<'_, 'a>,
) {
    if !look(Place::Function) {
        return;
    }
    for input in inputs {
        walk_type(&input.ty, look);
    }
    if let ReturnType::Type(_, ty) = output {
        walk_type(ty, look);
    }
}

fn walk_segment<'a>(segment: &'a PathSegment, look: Look<'_, 'a>) {
    if !look(Place::Segment(segment)) {
        return;
    }
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => {
            for argument in &arguments.args {
                walk_argument(argument, look);
            }
        }
        PathArguments::Parenthesized(function) => {
            walk_function(&function.inputs, &function.output, look);
        }
        PathArguments::None => {}
    }
}

fn walk_argument<'a>(argument: &'a GenericArgument, look: Look<'_, 'a>) {
    match argument {
        GenericArgument::Lifetime(lifetime) => {
            look(Place::Lifetime(lifetime));
        }
        GenericArgument::Type(ty) => walk_type(ty, look),
        GenericArgument::AssocType(assoc) => walk_type(&assoc.ty, look),
        _ => {}
    }
}

fn walk_bounds<'a>(bounds: &'a Punctuated<TypeParamBound, Plus>, look: Look<'_, 'a>) {
    for bound in bounds {
        match bound {
            TypeParamBound::Trait(bound) => {
                for segment in &bound.path.segments {
                    walk_segment(segment, look);
                }
            }
            TypeParamBound::Lifetime(lifetime) => {
                look(Place::Lifetime(lifetime));
            }
            _ => {}
        }
    }
}

/// What becomes of a lifetime. If it returns `None`, the lifetime is elided.
type Change<'c> = &'c mut dyn FnMut(Option<Lifetime>) -> Option<Lifetime>;

/// Changes the lifetime of each reference, and each lifetime argument. The arguments and results of functions stay as
/// they are.
pub(crate) fn change_lifetimes(ty: &mut Type, change: Change<'_>) {
    match ty {
        Type::Array(array) => change_lifetimes(&mut array.elem, change),
        Type::Group(group) => change_lifetimes(&mut group.elem, change),
        Type::Paren(paren) => change_lifetimes(&mut paren.elem, change),
        Type::Ptr(pointer) => change_lifetimes(&mut pointer.elem, change),
        Type::Slice(slice) => change_lifetimes(&mut slice.elem, change),
        Type::Tuple(tuple) => {
            for ty in &mut tuple.elems {
                change_lifetimes(ty, change);
            }
        }
        Type::Reference(reference) => {
            reference.lifetime = change(reference.lifetime.take());
            change_lifetimes(&mut reference.elem, change);
        }
        Type::Path(path) => {
            if let Some(qself) = &mut path.qself {
                change_lifetimes(&mut qself.ty, change);
            }
            for segment in &mut path.path.segments {
                change_segment(segment, change);
            }
        }
        Type::ImplTrait(generated) => change_bounds(&mut generated.bounds, change),
        Type::TraitObject(object) => change_bounds(&mut object.bounds, change),
        _ => {}
    }
}

fn change_segment(segment: &mut PathSegment, change: Change<'_>) {
    let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
        return;
    };
    for argument in &mut arguments.args {
        match argument {
            GenericArgument::Lifetime(lifetime) => change_named(lifetime, change),
            GenericArgument::Type(ty) => change_lifetimes(ty, change),
            GenericArgument::AssocType(assoc) => change_lifetimes(&mut assoc.ty, change),
            _ => {}
        }
    }
}

fn change_bounds(bounds: &mut Punctuated<TypeParamBound, Plus>, change: Change<'_>) {
    for bound in bounds {
        match bound {
            TypeParamBound::Trait(bound) => {
                for segment in &mut bound.path.segments {
                    change_segment(segment, change);
                }
            }
            TypeParamBound::Lifetime(lifetime) => change_named(lifetime, change),
            _ => {}
        }
    }
}

/// Changes a lifetime argument. If it is elided, it becomes `'_`.
fn change_named(lifetime: &mut Lifetime, change: Change<'_>) {
    let anonymous = Lifetime::new("'_", lifetime.ident.span());
    *lifetime = change(Some(lifetime.clone())).unwrap_or(anonymous);
}
