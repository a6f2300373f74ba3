//! The condition's type, for what is generated outside of its impl, where `Self` is another.

use super::types::ungroup;
use crate::tokens::replace_self;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Generics, PathArguments, Token, Type, parse::Parse};

/// `Chan::<T>` for `Chan<T>`: right as a type, in expressions and in patterns. What is no plain path
/// goes between angle brackets.
pub(crate) fn self_path(ty: &Type) -> TokenStream {
    let Type::Path(path) = ungroup(ty) else {
        return quote!(<#ty>);
    };
    if path.qself.is_some() {
        return quote!(<#ty>);
    }
    let mut path = path.path.clone();
    for segment in &mut path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token = Some(<Token![::]>::default());
        }
    }
    path.into_token_stream()
}

/// This in the words of a handle, where `Self` is another type.
pub(crate) fn without_self<T: Parse + ToTokens + Clone>(node: &T, self_path: &TokenStream) -> T {
    let tokens = replace_self(node.to_token_stream(), self_path);
    syn::parse2(tokens).unwrap_or_else(|_| node.clone())
}

/// The same for generics with their bounds.
pub(crate) fn generics_without_self(generics: &Generics, self_path: &TokenStream) -> Generics {
    let params = generics.params.iter();
    Generics {
        params: params.map(|param| without_self(param, self_path)).collect(),
        where_clause: generics
            .where_clause
            .as_ref()
            .map(|clause| without_self(clause, self_path)),
        ..generics.clone()
    }
}
