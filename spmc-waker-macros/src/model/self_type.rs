//! The condition's type, for what is generated outside of its impl, where `Self` is another.

use super::types::ungroup;
use crate::tokens::replace_self;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Expr, Generics, PathArguments, Token, Type};

/// `Chan::<T>` for `Chan<T>`: right as a type, in expressions and in patterns. What is no plain path
/// goes between angle brackets.
pub(super) fn self_path(ty: &Type) -> TokenStream {
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

/// These in the words of a handle, where `Self` is another.
pub(super) fn without_self(generics: &Generics, self_path: &TokenStream) -> Generics {
    let replace = |tokens: TokenStream| replace_self(tokens, self_path);
    let params = generics.params.iter().map(|param| {
        let tokens = replace(param.to_token_stream());
        syn::parse2(tokens).unwrap_or_else(|_| param.clone())
    });
    let where_clause = generics.where_clause.as_ref().and_then(|clause| {
        let tokens = replace(clause.to_token_stream());
        syn::parse2::<Option<syn::WhereClause>>(tokens)
            .ok()
            .flatten()
    });
    Generics {
        params: params.collect(),
        where_clause,
        ..generics.clone()
    }
}

pub(super) fn without_self_type(ty: &Type, self_path: &TokenStream) -> Type {
    let tokens = replace_self(ty.to_token_stream(), self_path);
    syn::parse2(tokens).unwrap_or_else(|_| ty.clone())
}

/// The same for an expression.
pub(super) fn without_self_expr(expr: &Expr, self_path: &TokenStream) -> Expr {
    let tokens = replace_self(expr.to_token_stream(), self_path);
    syn::parse2(tokens).unwrap_or_else(|_| expr.clone())
}
