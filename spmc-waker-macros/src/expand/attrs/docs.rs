//! The documentation of generated methods: that of the user's methods, with links that work on a handle.

use super::named::is_named;
use crate::{
    model::{Method, Model},
    parse::cfg_attr,
    syntax::ungroup,
    tokens::{each, find_word},
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprLit, Lit, Meta, Type, spanned::Spanned as _};

/// For a public handle of a private condition: links in copied documentation may lead to private items.
pub(in crate::expand) fn allow_links_to_private(model: &Model<'_>) -> Option<TokenStream> {
    let has_links = model.methods.iter().any(|method| {
        method.is_on_handles() && doc_texts(method).iter().any(|text| text.contains('['))
    });
    has_links.then(|| quote!(#[allow(rustdoc::private_intra_doc_links)]))
}

/// Documentation that the macro has written, wrapped at the width of an editor.
pub(super) fn lines(text: &str) -> TokenStream {
    let mut lines = TokenStream::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.len() + word.len() > 90 {
                lines.extend(quote!(#[doc = #line]));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        lines.extend(quote!(#[doc = #line]));
    }
    lines
}

/// The method's documentation, for a method that is generated from it. Its examples are tested on the user's method,
/// and not here.
pub(super) fn of_method(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let texts = doc_texts(method);
    let has_code = texts
        .iter()
        .any(|text| text.contains("```") || text.starts_with("     "));
    let (mut prose, mut lists) = (TokenStream::new(), TokenStream::new());
    for (condition, meta) in &doc_metas(method) {
        if !matches!(meta, Meta::NameValue(_)) {
            lists.extend(attribute(condition, meta.to_token_stream()));
            continue;
        }
        let meta = without_self(model, meta);
        let meta = if has_code {
            quote!(cfg_attr(not(doctest), #meta))
        } else {
            meta
        };
        prose.extend(attribute(condition, meta));
    }
    if prose.is_empty() {
        let doc = match method.until() {
            Some(_) => "Checks the condition once, and does not wait.".to_owned(),
            None => format!("See `{}::{}`.", model.condition, method.name),
        };
        return quote!(#[doc = #doc] #lists);
    }
    let links = each(&self_links(model, &texts), &|link| quote!(#[doc = #link]));
    quote!(#prose #links #lists)
}

/// `#[doc(hidden)]`, if the method has it.
pub(in crate::expand) fn hidden(method: &Method<'_>) -> TokenStream {
    each(&doc_metas(method), &|(condition, meta)| {
        let is_list = matches!(meta, Meta::List(_));
        if is_list && find_word(meta.to_token_stream(), "hidden").is_some() {
            attribute(condition, quote!(doc(hidden)))
        } else {
            quote!()
        }
    })
}

/// The method's `doc` attributes, each with the condition of the `cfg_attr` that contains it.
fn doc_metas(method: &Method<'_>) -> Vec<(Option<TokenStream>, Meta)> {
    let mut docs = Vec::new();
    for attr in method.attrs {
        if is_named(&attr.meta, &["doc"]) {
            docs.push((None, attr.meta.clone()));
        }
        let Some((condition, metas)) = cfg_attr(&attr.meta) else {
            continue;
        };
        for meta in &metas {
            if is_named(meta, &["doc"]) {
                docs.push((Some(condition.clone()), meta.clone()));
            }
        }
    }
    docs
}

/// An attribute under this condition, if there is one.
fn attribute(condition: &Option<TokenStream>, meta: TokenStream) -> TokenStream {
    match condition {
        Some(condition) => quote!(#[cfg_attr(#condition, #meta)]),
        None => quote!(#[#meta]),
    }
}

/// The lines of a method's documentation that are plain text.
fn doc_texts(method: &Method<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for (_, meta) in &doc_metas(method) {
        if let Meta::NameValue(meta) = meta {
            if let Some(text) = text_of(&meta.value) {
                texts.push(text);
            }
        }
    }
    texts
}

fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        Expr::Group(group) => text_of(&group.expr),
        _ => None,
    }
}

/// The condition as a link target.
fn link_target(model: &Model<'_>) -> String {
    match ungroup(&model.ty) {
        Type::Path(path) => {
            let mut target = String::new();
            for segment in &path.path.segments {
                if !target.is_empty() {
                    target += "::";
                }
                target += &segment.ident.to_string();
            }
            target
        }
        _ => model.condition.to_string(),
    }
}

/// Replaces `Self` by the condition's name in link targets, because on a handle `Self` is the handle.
fn without_self(model: &Model<'_>, meta: &Meta) -> TokenStream {
    let Meta::NameValue(doc) = meta else {
        return meta.to_token_stream();
    };
    let Some(text) = text_of(&doc.value) else {
        return meta.to_token_stream();
    };
    let target = link_target(model);
    let replaced = text
        .replace("](Self)", &format!("]({target})"))
        .replace("](Self::", &format!("]({target}::"))
        .replace("]: Self::", &format!("]: {target}::"));
    if replaced == text {
        return meta.to_token_stream();
    }
    quote_spanned!(doc.value.span()=> doc = #replaced)
}

/// Definitions for links to `Self` that have none.
fn self_links(model: &Model<'_>, texts: &[String]) -> Vec<String> {
    let target = link_target(model);
    let mut links = Vec::new();
    for text in texts {
        let mut parts = text.split('[');
        parts.next();
        for part in parts {
            let Some((label, rest)) = part.split_once(']') else {
                continue;
            };
            let Some(path) = label.trim_matches('`').strip_prefix("Self") else {
                continue;
            };
            let is_self = path.is_empty() || path.starts_with("::");
            if !is_self || rest.starts_with(['(', '[', ':']) {
                continue;
            }
            let path = path.strip_suffix("()").unwrap_or(path);
            let link = format!("[{label}]: {target}{path}");
            if links.is_empty() {
                links.push(String::new());
            }
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    links
}
