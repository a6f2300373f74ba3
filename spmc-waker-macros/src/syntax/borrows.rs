//! Results that borrow: from the condition, or from an argument of which each check gets a new borrow.

use super::{generics::declares, guards::GUARDS, types::ungroup};
use crate::{
    tokens::is_one_of,
    walk::{Next, Place, walk_type},
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericArgument, Generics, Lifetime, PathArguments, Type, TypeReference};

/// Where a result borrows from `self`.
#[derive(Clone)]
pub(crate) struct Borrow {
    pub(crate) tokens: TokenStream,
    /// It is the type of a guard, whose lifetime is not written.
    pub(crate) is_hidden: bool,
}

/// The first place in a return type that visibly borrows from `self`: an elided lifetime.
pub(crate) fn borrow_of(ty: &Type) -> Option<Borrow> {
    let mut borrow = None;
    let mut found = |tokens: TokenStream, is_hidden| {
        borrow.get_or_insert(Borrow { tokens, is_hidden });
    };
    walk_type(ty, &mut |place| {
        match place {
            Place::Type(Type::Reference(reference)) if reference.lifetime.is_none() => {
                found(reference.to_token_stream(), false);
            }
            Place::Lifetime(lifetime) if lifetime.ident == "_" => {
                found(lifetime.to_token_stream(), false);
            }
            Place::Segment(segment)
                if is_one_of(&segment.ident, &GUARDS) && !has_lifetime(&segment.arguments) =>
            {
                found(segment.ident.to_token_stream(), true);
            }
            // The elided lifetimes of these are their own.
            Place::Type(Type::FnPtr(_)) | Place::Arguments => return Next::Past,
            _ => {}
        }
        Next::Inside
    });
    borrow
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
    let mut found = None;
    walk_type(ty, &mut |place| {
        match place {
            Place::Type(Type::Reference(reference)) => {
                // Behind a shared reference, it is read only.
                if reference.mutability.is_none() {
                    return Next::Past;
                }
                let lifetime = reference.lifetime.as_ref();
                if lifetime.is_none_or(|lifetime| !declares(own, lifetime)) {
                    found.get_or_insert(reference);
                }
            }
            Place::Type(Type::FnPtr(_)) | Place::Arguments => return Next::Past,
            _ => {}
        }
        Next::Inside
    });
    found
}

/// The first place in a type that names the lifetime of a `&mut` argument, of these types.
pub(crate) fn reborrow_of<'a>(ty: &'a Type, arguments: &[&'a Type]) -> Option<&'a Lifetime> {
    let mut reborrowed = Vec::new();
    for ty in arguments {
        match ungroup(ty) {
            Type::Reference(ty) if ty.mutability.is_some() => {
                if let Some(lifetime) = &ty.lifetime {
                    reborrowed.push(lifetime);
                }
            }
            _ => {}
        }
    }
    let mut found = None;
    walk_type(ty, &mut |place| {
        match place {
            Place::Lifetime(lifetime) if reborrowed.contains(&lifetime) => {
                found.get_or_insert(lifetime);
            }
            _ => {}
        }
        Next::Inside
    });
    found
}
