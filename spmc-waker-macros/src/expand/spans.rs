//! Spans of generated items, so that rustc reports errors about them at the user's tokens.

use super::attrs;
use crate::{
    model::{Method, Model},
    tokens::located,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, ReturnType, Visibility, WhereClause, spanned::Spanned as _};

/// A span of generated code for which rustc shows this place.
pub(super) fn at(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// The name of the runtime's module, located where rustc should report an error.
pub(super) fn runtime_at(model: &Model<'_>, span: Span) -> Ident {
    let mut runtime = model.runtime.clone();
    runtime.set_span(runtime.span().located_at(span));
    runtime
}

/// The user's name for a generated item, with a span that lints skip.
pub(super) fn made_up(ident: &Ident, span: Span) -> Ident {
    let mut ident = ident.clone();
    if ident != "gen" {
        // `gen` may be a name in the user's edition, but is a keyword in the macro's.
        ident.set_span(span);
    }
    ident
}

/// A struct that is located at its name. If the name is taken, rustc reports it there.
pub(super) fn struct_at_name(
    vis: &Visibility,
    ident: &Ident,
    generics: &impl ToTokens,
    where_clause: Option<&WhereClause>,
    fields: &TokenStream,
) -> TokenStream {
    let span = at(ident.span());
    let vis = located(&vis.to_token_stream(), span);
    // For an unknown type, rustc suggests to add a generic parameter. With this span, it has no place to suggest.
    let ident = made_up(ident, span);
    let allow = attrs::outlives(&quote!(#generics #where_clause));
    let item = quote_spanned!(span=> #vis struct #ident #generics #where_clause { #fields });
    quote!(#allow #item)
}

/// An impl of a trait of the runtime.
///
/// If the user has written this impl, too, rustc reports the conflict. With `span` at the name of the type, it does so
/// there and not at the attribute.
pub(super) fn implement(
    model: &Model<'_>,
    span: Span,
    name: &TokenStream,
    (ty, generics): (&TokenStream, &Generics),
    members: &TokenStream,
) -> TokenStream {
    let runtime = &model.runtime;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let head = quote!(#impl_generics #runtime::#name for #ty #where_clause);
    let item = quote_spanned!(span=> impl #head { #members });
    quote!(#[automatically_derived] #item)
}

/// The span for errors about a method's result: that of its type or, if it has none, of the condition's type. rustc
/// reports equal errors with the same span once.
pub(super) fn result_span(model: &Model<'_>, method: &Method<'_>) -> Span {
    match &method.output {
        ReturnType::Type(_, ty) => at(ty.span()),
        _ if method.written.is_some() => at(model.ty.span()),
        _ => Span::call_site(),
    }
}
