//! Which of a method's attributes reach what is generated from it, and what its documentation says.

use crate::{
    model::{Method, Model, Readiness, Wait, allow},
    names,
    parse::cfgs,
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{
    Attribute, Expr, ExprLit, Lit, Meta, Token, Type, punctuated::Punctuated, spanned::Spanned as _,
};

/// What reaches each generated method as it is.
const PASSED: [&str; 5] = [
    "cfg",
    "deprecated",
    "track_caller",
    "link_section",
    "target_feature",
];

fn named<'a>(attrs: &'a [Attribute], names: &[&str]) -> impl Iterator<Item = &'a Attribute> {
    attrs.iter().filter(move |attr| is_named(&attr.meta, names))
}

/// Whether this is one of these, `#[unsafe(…)]` or not.
fn is_named(meta: &Meta, names: &[&str]) -> bool {
    let is = |meta: &Meta| names.iter().any(|name| meta.path().is_ident(name));
    match meta {
        Meta::List(list) if list.path.is_ident("unsafe") => {
            list.parse_args::<Meta>().is_ok_and(|meta| is(&meta))
        }
        meta => is(meta),
    }
}

/// `cfg_attr` of such attributes, or of documentation.
fn is_cfg_of_passed(attr: &Attribute) -> bool {
    let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => list.parse_args_with(parse),
        _ => return false,
    };
    let is_passed = |meta: &Meta| {
        is_named(meta, &PASSED) || is_named(meta, &["doc", "inline", "must_use", "allow", "cold"])
    };
    metas.is_ok_and(|metas| metas.iter().skip(1).all(is_passed))
}

/// For a handle's method of the same shape.
pub(super) fn same_shape(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let docs = docs(model, method);
    let (others, must_use) = (others(method), must_use(method.attrs));
    quote!(#docs #others #must_use)
}

/// For the method that returns the future.
pub(super) fn future(method: &Method<'_>, wait: &Wait) -> TokenStream {
    let (check, others) = (&method.name, others(method));
    if let Some(doc) = &wait.doc {
        return quote!(#[doc = #doc] #others);
    }
    let doc = match wait.readiness {
        Readiness::Unit => format!("Waits until [`{check}`](Self::{check}) is true."),
        _ => format!("Waits until [`{check}`](Self::{check}) is ready, and returns its value."),
    };
    let poll = names::poll_name(&wait.name);
    let cancel = match wait.once().next() {
        None => "The future can be dropped at any time: its check takes something only when it is \
                 ready."
            .to_owned(),
        Some(_) => format!(
            "A future that is dropped drops {}, unless the check has taken it. To keep it, pass an \
             `Option` of yours to [`{poll}`](Self::{poll}).",
            once_names(wait)
        ),
    };
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #[doc = "# Cancel safety"]
        #[doc = ""]
        #[doc = #cancel]
        #others
    }
}

/// The `#[once]` arguments, for a text.
pub(super) fn once_names(wait: &Wait) -> String {
    let names: Vec<_> = wait
        .once()
        .map(|field| format!("`{}`", field.ident))
        .collect();
    names.join(" and ")
}

/// For the method that polls.
pub(super) fn poll(method: &Method<'_>) -> TokenStream {
    let (check, others) = (&method.name, others(method));
    let doc = format!(
        "Polls [`{check}`](Self::{check}). If it is not ready, the task is woken when another poll is \
         worthwhile."
    );
    quote!(#[doc = #doc] #others)
}

/// For a method that blocks, and returns the same in the end.
pub(super) fn blocking(method: &Method<'_>, doc: &str) -> TokenStream {
    let (others, must_use) = (others(method), must_use(method.attrs));
    quote!(#[doc = #doc] #others #must_use)
}

fn must_use(attrs: &[Attribute]) -> TokenStream {
    let must_use = named(attrs, &["must_use"]);
    quote!(#(#must_use)*)
}

/// What reaches every generated method.
fn others(method: &Method<'_>) -> TokenStream {
    let attrs = method.attrs;
    let passed = named(attrs, &PASSED);
    let conditional = attrs
        .iter()
        .filter(|attr| is_cfg_of_passed(attr) && !is_doc_in_cfg(attr));
    let allows = attrs.iter().filter_map(allow);
    let deprecated = allow_deprecated(attrs);
    let inline = match named(attrs, &["inline"]).next() {
        Some(inline) => quote!(#inline),
        None if named(attrs, &["target_feature", "link_section"])
            .next()
            .is_some() =>
        {
            quote!()
        }
        None => quote!(#[inline]),
    };
    quote!(#(#passed)* #(#conditional)* #(#allows)* #deprecated #inline)
}

/// For a generated item that only calls the method.
pub(super) fn caller(attrs: &[Attribute]) -> TokenStream {
    let (cfgs, deprecated) = (cfgs(attrs), allow_deprecated(attrs));
    let allows = attrs.iter().filter_map(allow);
    quote!(#cfgs #(#allows)* #deprecated)
}

/// A deprecated method is the user's to be warned of, not the expansion's.
fn allow_deprecated(attrs: &[Attribute]) -> Option<TokenStream> {
    let deprecated = named(attrs, &["deprecated"]).next()?;
    Some(quote_spanned!(deprecated.span()=> #[allow(deprecated)]))
}

/// Links of a condition's documentation, repeated on a handle, may lead to what is private.
pub(super) fn links_to_private(model: &Model<'_>) -> Option<TokenStream> {
    let has_links = model
        .methods
        .iter()
        .any(|method| method.is_on_handles() && doc_texts(method).any(|text| text.contains('[')));
    has_links.then(|| quote!(#[allow(rustdoc::private_intra_doc_links)]))
}

/// The method's documentation, for what is generated from it. Its tests run where the user wrote them,
/// and not here.
fn docs(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let is_prose = |attr: &&Attribute| {
        is_doc_in_cfg(attr)
            || (attr.path().is_ident("doc") && matches!(attr.meta, Meta::NameValue(_)))
    };
    let prose: Vec<_> = method.attrs.iter().filter(is_prose).collect();
    let lists = method
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc") && matches!(attr.meta, Meta::List(_)));
    if prose.is_empty() {
        let doc = match method.until() {
            Some(_) => "Checks the condition once, and does not wait.".to_owned(),
            None => format!("See `{}::{}`.", model.condition, method.name),
        };
        return quote!(#[doc = #doc] #(#lists)*);
    }
    let has_code = doc_texts(method).any(|text| text.contains("```") || text.starts_with("     "));
    let links = self_links(model, method);
    let prose = prose.iter().map(|attr| {
        let meta = without_self(model, &attr.meta);
        match has_code {
            true => quote!(#[cfg_attr(not(doctest), #meta)]),
            false => quote!(#[#meta]),
        }
    });
    quote!(#(#prose)* #(#[doc = #links])* #(#lists)*)
}

fn is_doc_in_cfg(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg_attr")
        && is_cfg_of_passed(attr)
        && crate::tokens::has_word(
            match &attr.meta {
                Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            },
            "doc",
        )
}

/// The lines of a method's documentation that are plain text.
fn doc_texts<'m>(method: &'m Method<'_>) -> impl Iterator<Item = String> + 'm {
    named(method.attrs, &["doc"]).filter_map(|attr| match &attr.meta {
        Meta::NameValue(meta) => text_of(&meta.value),
        _ => None,
    })
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

/// The condition's name in links.
fn link_target(model: &Model<'_>) -> String {
    match crate::model::ungroup(&model.ty) {
        Type::Path(path) => {
            let segments = path.path.segments.iter();
            let names: Vec<_> = segments.map(|segment| segment.ident.to_string()).collect();
            names.join("::")
        }
        _ => model.condition.to_string(),
    }
}

/// Targets of links that are written out, with the condition's name for `Self`, which is another here.
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

/// The definitions of links to `Self` that are not written out.
fn self_links(model: &Model<'_>, method: &Method<'_>) -> Vec<String> {
    let target = link_target(model);
    let mut links = Vec::new();
    for text in doc_texts(method) {
        for part in text.split('[').skip(1) {
            let Some((label, rest)) = part.split_once(']') else {
                continue;
            };
            let path = label.trim_matches('`');
            let is_self = path == "Self" || path.starts_with("Self::");
            if !is_self || rest.starts_with(['(', '[', ':']) {
                continue;
            }
            let path = path.replacen("Self", &target, 1);
            let path = path.trim_end_matches("()");
            let link = format!("[{label}]: {path}");
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
