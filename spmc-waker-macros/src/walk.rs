//! Walks over types: one that looks for something, and one that changes lifetimes.
//!
//! They visit types, and not expressions. syn's visitors visit everything, and are some 700 functions.

use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, PathArguments, PathSegment,
    ReturnType, Type, TypeParamBound, TypePath,
};

/// A place in a type.
pub(crate) enum Place<'a> {
    Type(&'a Type),
    Segment(&'a PathSegment),
    Lifetime(&'a Lifetime),
    /// `(A) -> B` of `Fn(A) -> B`.
    Arguments,
}

/// How the walk continues.
pub(crate) enum Next<'a> {
    Inside,
    Past,
    /// Only into this type.
    Into(&'a Type),
}

type Look<'l, 'a> = &'l mut dyn FnMut(Place<'a>) -> Next<'a>;

/// Calls `look` with each place in a type, from the outside to the inside.
pub(crate) fn walk_type<'a>(ty: &'a Type, look: Look<'_, 'a>) {
    match look(Place::Type(ty)) {
        Next::Inside => {}
        Next::Into(ty) => return walk_type(ty, look),
        Next::Past => return,
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
        Type::Path(path) => walk_path(path, look),
        Type::ImplTrait(generated) => {
            for bound in &generated.bounds {
                walk_bound(bound, look);
            }
        }
        Type::TraitObject(object) => {
            for bound in &object.bounds {
                walk_bound(bound, look);
            }
        }
        Type::FnPtr(function) => {
            for input in &function.inputs {
                walk_type(&input.ty, look);
            }
            walk_output(&function.output, look);
        }
        _ => {}
    }
}

fn walk_path<'a>(path: &'a TypePath, look: Look<'_, 'a>) {
    if let Some(qself) = &path.qself {
        walk_type(&qself.ty, look);
    }
    for segment in &path.path.segments {
        walk_segment(segment, look);
    }
}

fn walk_segment<'a>(segment: &'a PathSegment, look: Look<'_, 'a>) {
    if !matches!(look(Place::Segment(segment)), Next::Inside) {
        return;
    }
    match &segment.arguments {
        PathArguments::None => {}
        PathArguments::AngleBracketed(arguments) => walk_arguments(arguments, look),
        PathArguments::Parenthesized(arguments) => {
            if matches!(look(Place::Arguments), Next::Inside) {
                for input in &arguments.inputs {
                    walk_type(&input.ty, look);
                }
                walk_output(&arguments.output, look);
            }
        }
    }
}

fn walk_arguments<'a>(arguments: &'a AngleBracketedGenericArguments, look: Look<'_, 'a>) {
    for argument in &arguments.args {
        match argument {
            GenericArgument::Lifetime(lifetime) => {
                look(Place::Lifetime(lifetime));
            }
            GenericArgument::Type(ty) => walk_type(ty, look),
            GenericArgument::AssocType(assoc) => walk_type(&assoc.ty, look),
            _ => {}
        }
    }
}

fn walk_bound<'a>(bound: &'a TypeParamBound, look: Look<'_, 'a>) {
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

fn walk_output<'a>(output: &'a ReturnType, look: Look<'_, 'a>) {
    if let ReturnType::Type(_, ty) = output {
        walk_type(ty, look);
    }
}

/// Changes the lifetime of each reference, and each lifetime argument. If `change` returns `None`, the lifetime is
/// elided. The arguments and results of functions stay as they are.
pub(crate) fn change_lifetimes(
    ty: &mut Type,
    change: &mut dyn FnMut(Option<Lifetime>) -> Option<Lifetime>,
) {
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
        Type::ImplTrait(generated) => {
            for bound in &mut generated.bounds {
                change_bound(bound, change);
            }
        }
        Type::TraitObject(object) => {
            for bound in &mut object.bounds {
                change_bound(bound, change);
            }
        }
        _ => {}
    }
}

fn change_segment(
    segment: &mut PathSegment,
    change: &mut dyn FnMut(Option<Lifetime>) -> Option<Lifetime>,
) {
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

fn change_bound(
    bound: &mut TypeParamBound,
    change: &mut dyn FnMut(Option<Lifetime>) -> Option<Lifetime>,
) {
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

/// Changes a lifetime argument. If it is elided, it becomes `'_`.
fn change_named(
    lifetime: &mut Lifetime,
    change: &mut dyn FnMut(Option<Lifetime>) -> Option<Lifetime>,
) {
    let anonymous = Lifetime::new("'_", lifetime.ident.span());
    *lifetime = change(Some(lifetime.clone())).unwrap_or(anonymous);
}
