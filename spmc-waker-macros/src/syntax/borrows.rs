//! Finds results that borrow: from the condition, or from a `&mut` argument, which each check reborrows.

use super::{generics::declares, guards::GUARDS, types::ungroup};
use crate::{
    tokens::is_one_of,
    walk::{Place, walk_type},
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericArgument, Generics, Lifetime, PathArguments, Type, TypeReference};

/// The place where a result borrows from `self`.
#[derive(Clone)]
pub(crate) struct Borrow {
    pub(crate) tokens: TokenStream,
    /// Whether it is the type of a guard whose lifetime is not written.
    pub(crate) is_hidden: bool,
}

/// Finds the first place in a return type that visibly borrows from `self`: an elided lifetime.
pub(crate) fn borrow_of(ty: &Type) -> Option<Borrow> {
    let mut borrow = None;
    walk_type(ty, &mut |place| {
        let (tokens, is_hidden) = match place {
            Place::Type(Type::Reference(reference)) if reference.lifetime.is_none() => {
                (reference.to_token_stream(), false)
            }
            Place::Lifetime(lifetime) if lifetime.ident == "_" => {
                (lifetime.to_token_stream(), false)
            }
            Place::Segment(segment)
                if is_one_of(&segment.ident, &GUARDS) && !has_lifetime(&segment.arguments) =>
            {
                (segment.ident.to_token_stream(), true)
            }
            Place::Function => return false,
            _ => return borrow.is_none(),
        };
        if borrow.is_none() {
            borrow = Some(Borrow { tokens, is_hidden });
        }
        false
    });
    borrow
}

/// Finds the first lifetime in a type that is left out, or `'_`. A struct that has this type needs a name for it.
pub(crate) fn nameless_lifetime_of(ty: &Type) -> Option<TokenStream> {
    let borrow = borrow_of(ty).filter(|borrow| !borrow.is_hidden)?;
    Some(borrow.tokens)
}

fn has_lifetime(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return false;
    };
    let mut arguments = arguments.args.iter();
    arguments.any(|argument| matches!(argument, GenericArgument::Lifetime(_)))
}

/// Finds the first `&mut` in the return type of a query through which the condition could be changed. A reference with
/// a lifetime that the query itself declares comes from an argument, and is allowed.
pub(crate) fn mutable_borrow_of<'a>(ty: &'a Type, own: &Generics) -> Option<&'a TypeReference> {
    let mut found = None;
    walk_type(ty, &mut |place| {
        let Place::Type(Type::Reference(reference)) = place else {
            return !matches!(place, Place::Function);
        };
        // Nothing can be changed through a `&mut` behind a shared reference.
        if reference.mutability.is_none() {
            return false;
        }
        let lifetime = reference.lifetime.as_ref();
        if lifetime.is_none_or(|lifetime| !declares(own, lifetime)) {
            found = found.or(Some(reference));
        }
        true
    });
    found
}

/// Finds the first place in a type that names the lifetime of a `&mut` argument. `arguments` are the arguments' types.
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
                found = found.or(Some(lifetime));
            }
            _ => {}
        }
        true
    });
    found
}
