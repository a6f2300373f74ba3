//! Questions about types, and small changes to them.

use super::generics::{declares, has_ident};
use crate::{
    tokens::is_one_of,
    walk::{Place, change_lifetimes, walk_type},
};
use quote::ToTokens as _;
use syn::{
    Attribute, BoundLifetimes, FnArg, GenericArgument, GenericParam, Generics, Lifetime,
    PathArguments, ReturnType, Signature, Type, TypeParamBound, TypePath,
};

/// Removes the parentheses, and the invisible groups of `macro_rules!`, around a type.
pub(crate) fn ungroup(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungroup(&group.elem),
        Type::Paren(paren) => ungroup(&paren.elem),
        _ => ty,
    }
}

/// Returns the attributes of an argument.
pub(crate) fn attrs_of(input: &FnArg) -> &[Attribute] {
    match input {
        FnArg::Typed(input) => &input.attrs,
        FnArg::Receiver(input) => &input.attrs,
    }
}

/// Whether two types are written alike. (syn can compare types itself only with `extra-traits`, which make its build a
/// fifth longer.)
pub(crate) fn is_same(one: &Type, other: &Type) -> bool {
    let [one, other] = [one, other].map(|ty| ty.to_token_stream().to_string());
    one == other
}

/// Returns `T` of `Name<T>`, if `Name` is one of these.
pub(crate) fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    match ungroup(ty) {
        Type::Path(TypePath {
            path, qself: None, ..
        }) => {
            let last = path.segments.last()?;
            single_argument(&last.arguments).filter(|_| is_one_of(&last.ident, names))
        }
        _ => None,
    }
}

/// Returns `T` of the arguments `<T>`.
pub(super) fn single_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}

fn argument_types(sig: &Signature) -> Vec<&Type> {
    let mut types = Vec::new();
    for input in &sig.inputs {
        if let FnArg::Typed(input) = input {
            types.push(&*input.ty);
        }
    }
    types
}

/// Whether there is a `_` in the types of a signature, which rustc rejects.
pub(crate) fn is_inferred(sig: &Signature) -> bool {
    argument_types(sig)
        .iter()
        .any(|ty| find_inferred(ty).is_some())
        || matches!(&sig.output, ReturnType::Type(_, ty) if find_inferred(ty).is_some())
}

/// Finds the first `_` in a type.
pub(crate) fn find_inferred(ty: &Type) -> Option<&Type> {
    find_type(ty, |ty| matches!(ty, Type::Infer(_)))
}

/// Whether a signature takes or returns an unsized type by value, which rustc rejects.
pub(crate) fn passes_unsized(sig: &Signature) -> bool {
    let mut types = argument_types(sig);
    if let ReturnType::Type(_, ty) = &sig.output {
        types.push(argument_of(ty, &["Option", "Poll"]).unwrap_or(ty));
    }
    types.iter().any(|ty| match ungroup(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    })
}

/// Finds the first `impl Trait` in a type.
pub(crate) fn find_impl_trait(ty: &Type) -> Option<&Type> {
    find_type(ty, |ty| matches!(ty, Type::ImplTrait(_)))
}

/// Finds the first type in a type for which `is_such` holds.
fn find_type(ty: &Type, is_such: fn(&Type) -> bool) -> Option<&Type> {
    let mut found = None;
    walk_type(ty, &mut |place| {
        match place {
            Place::Type(ty) if is_such(ty) => found = found.or(Some(ty)),
            _ => {}
        }
        true
    });
    found
}

/// Whether the type of an impl has a lifetime that neither the impl nor a `for<'a>` declares.
pub(crate) fn has_undeclared_lifetime(ty: &Type, generics: &Generics) -> bool {
    let (mut found, mut bound) = (false, Vec::new());
    walk_type(ty, &mut |place| {
        match place {
            Place::Lifetime(lifetime) if !is_one_of(&lifetime.ident, &["static", "_"]) => {
                found |= !declares(generics, lifetime) && !bound.contains(lifetime);
            }
            Place::Type(Type::FnPtr(function)) => bind(&mut bound, function.lifetimes.as_ref()),
            Place::Type(Type::TraitObject(object)) => {
                for of in &object.bounds {
                    if let TypeParamBound::Trait(of) = of {
                        bind(&mut bound, of.lifetimes.as_ref());
                    }
                }
            }
            _ => {}
        }
        true
    });
    found
}

/// Adds the lifetimes of a `for<'a>`.
fn bind(bound: &mut Vec<Lifetime>, binder: Option<&BoundLifetimes>) {
    for param in binder.iter().flat_map(|binder| &binder.lifetimes) {
        if let GenericParam::Lifetime(param) = param {
            bound.push(param.lifetime.clone());
        }
    }
}

/// Names the elided lifetimes of a type, so that a struct can hold it.
pub(crate) fn name_lifetimes(ty: &mut Type, next: &mut dyn FnMut() -> Lifetime) {
    change_lifetimes(ty, &mut |lifetime| match lifetime {
        Some(lifetime) if lifetime.ident != "_" => Some(lifetime),
        _ => Some(next()),
    });
}

/// Whether this is the name of a common type that borrows nothing and is no readiness.
pub(crate) fn is_plain(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "f32"
            | "f64"
            | "char"
            | "str"
            | "String"
            | "Vec"
    )
}

/// Whether this is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ungroup(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether rustc rejects every inherent impl of this type.
pub(crate) fn has_no_impl(ty: &Type, generics: &Generics) -> bool {
    let Type::Path(path) = ungroup(ty) else {
        return !matches!(ungroup(ty), Type::TraitObject(_) | Type::Macro(_));
    };
    let Some(name) = path.path.get_ident() else {
        return false;
    };
    let is_param = has_ident(generics, name);
    let name = name.to_string();
    is_param || name == "bool" || is_plain(&name) && name.starts_with(char::is_lowercase)
}

/// Whether an impl is for all arguments of its type, and names the type without a path.
pub(crate) fn is_for_all_arguments(ty: &Type, generics: &Generics) -> bool {
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ungroup(ty)
    else {
        return false;
    };
    if path.segments.len() != 1 || path.leading_colon.is_some() {
        return false;
    }
    if let PathArguments::AngleBracketed(arguments) = &path.segments[0].arguments {
        for argument in &arguments.args {
            let is_param = match argument {
                GenericArgument::Lifetime(_) => true,
                GenericArgument::Type(Type::Path(argument)) => {
                    let ident = argument.path.get_ident();
                    ident.is_some_and(|ident| has_ident(generics, ident))
                }
                _ => false,
            };
            if !is_param {
                return false;
            }
        }
    }
    true
}
