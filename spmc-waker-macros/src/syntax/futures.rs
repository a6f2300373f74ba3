//! Recognises futures.

use super::{layers::last_segment, types::find_impl_trait};
use crate::tokens::find_word;
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{PathSegment, Type, TypeParamBound};

/// Returns the tokens of a type if its name or its bounds say that it is a future.
pub(crate) fn find_future(ty: &Type) -> Option<TokenStream> {
    let is_future = |segment: &PathSegment| {
        let name = segment.ident.to_string();
        name.ends_with("Future") || name == "IntoFuture"
    };
    if let Some(Type::ImplTrait(generated)) = find_impl_trait(ty) {
        for bound in &generated.bounds {
            if let TypeParamBound::Trait(bound) = bound {
                if bound.path.segments.last().is_some_and(is_future) {
                    return Some(generated.to_token_stream());
                }
            }
        }
    }
    let last = last_segment(ty)?;
    let is_pinned = last.ident == "Pin" && {
        let tokens = last.arguments.to_token_stream();
        find_word(tokens, "Future").is_some()
    };
    (is_pinned || is_future(last)).then(|| ty.to_token_stream())
}
