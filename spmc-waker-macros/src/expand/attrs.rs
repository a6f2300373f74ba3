//! Which of a method's attributes reach what is generated from it.

use crate::item::cfgs;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Attribute, Meta, Token, punctuated::Punctuated, spanned::Spanned as _};

fn named<'a>(attrs: &'a [Attribute], names: &[&str]) -> impl Iterator<Item = &'a Attribute> {
    attrs
        .iter()
        .filter(move |attr| names.iter().any(|name| attr.path().is_ident(name)))
}

/// What reaches each generated method as it is.
const PASSED: [&str; 4] = ["cfg", "deprecated", "track_caller", "allow"];

/// `cfg_attr` of such attributes, or of documentation.
fn is_cfg_of_passed(attr: &Attribute) -> bool {
    let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => list.parse_args_with(parse),
        _ => return false,
    };
    let is_passed = |meta: &Meta| {
        let mut passed = PASSED.iter().chain(&["doc", "inline"]);
        passed.any(|name| meta.path().is_ident(name))
    };
    metas.is_ok_and(|metas| metas.iter().skip(1).all(is_passed))
}

/// For a generated method of the same shape.
pub(super) fn same_shape(attrs: &[Attribute], default_doc: &str) -> TokenStream {
    let docs: Vec<_> = named(attrs, &["doc"]).collect();
    let docs = match docs.is_empty() {
        true => quote!(#[doc = #default_doc]),
        false => quote!(#(#docs)*),
    };
    let (others, must_use) = (others(attrs), must_use(attrs));
    quote!(#docs #others #must_use)
}

/// For a generated method that returns the same, but waits for it. `doc` says so, below the user's
/// documentation.
pub(super) fn waiting(attrs: &[Attribute], doc: &str) -> TokenStream {
    let (others, must_use) = (other_shape(attrs, doc), must_use(attrs));
    quote!(#others #must_use)
}

/// For a generated method that returns something else. `doc` says so, below the user's documentation.
pub(super) fn other_shape(attrs: &[Attribute], doc: &str) -> TokenStream {
    let docs: Vec<_> = named(attrs, &["doc"]).collect();
    let gap = (!docs.is_empty()).then(|| quote!(#[doc = ""]));
    let others = others(attrs);
    quote!(#(#docs)* #gap #[doc = #doc] #others)
}

fn must_use(attrs: &[Attribute]) -> TokenStream {
    let must_use = named(attrs, &["must_use"]);
    quote!(#(#must_use)*)
}

/// What reaches every generated method.
fn others(attrs: &[Attribute]) -> TokenStream {
    let passed = named(attrs, &PASSED).chain(attrs.iter().filter(|attr| is_cfg_of_passed(attr)));
    let allow = allow_deprecated(attrs);
    let inline = match named(attrs, &["inline"]).next() {
        Some(inline) => quote!(#inline),
        None => quote!(#[inline]),
    };
    quote!(#(#passed)* #allow #inline)
}

/// For a generated item that only calls the method.
pub(super) fn caller(attrs: &[Attribute]) -> TokenStream {
    let (cfgs, allow) = (cfgs(attrs), allow_deprecated(attrs));
    quote!(#cfgs #allow)
}

/// A deprecated method is the user's to be warned of, not the expansion's.
fn allow_deprecated(attrs: &[Attribute]) -> Option<TokenStream> {
    let deprecated = named(attrs, &["deprecated"]).next()?;
    Some(quote_spanned!(deprecated.span()=> #[allow(deprecated)]))
}
