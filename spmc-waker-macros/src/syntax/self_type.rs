//! Replaces `Self` by the condition's type, for code outside of its impl, where `Self` is another type.

use super::types::ungroup;
use crate::{
    parse::{parse_all, parse_as},
    tokens::replace_self,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Generics, PathArguments, ReturnType, Token, Type, parse::Parse};

/// Returns `Chan::<T>` for `Chan<T>`, which is valid as a type, in expressions and in patterns. A type that is no
/// plain path is put between angle brackets.
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

/// Replaces `Self` in a node.
pub(crate) fn without_self<T: Parse + ToTokens + Clone>(node: &T, self_path: &TokenStream) -> T {
    let tokens = replace_self(node.to_token_stream(), self_path);
    parse_as(tokens).unwrap_or_else(|| node.clone())
}

/// Replaces `Self` in the return type of a method.
pub(crate) fn output_without_self(output: &ReturnType, self_path: &TokenStream) -> ReturnType {
    match output {
        ReturnType::Default => ReturnType::Default,
        ReturnType::Type(arrow, ty) => {
            ReturnType::Type(*arrow, Box::new(without_self(&**ty, self_path)))
        }
    }
}

/// Replaces `Self` in generics and their bounds.
pub(crate) fn generics_without_self(generics: &Generics, self_path: &TokenStream) -> Generics {
    change_generics(generics, &|tokens| replace_self(tokens, self_path))
}

/// Changes the tokens of generics. If the result is not valid, returns the original.
pub(super) fn change_generics(
    generics: &Generics,
    change: &dyn Fn(TokenStream) -> TokenStream,
) -> Generics {
    let where_clause = &generics.where_clause;
    let mut changed = Generics::default();
    let parsed = parse_all(change(quote!(#generics #where_clause)), &mut |input| {
        changed = input.parse()?;
        changed.where_clause = input.parse()?;
        Ok(())
    });
    match parsed {
        Ok(()) => changed,
        Err(_) => generics.clone(),
    }
}
