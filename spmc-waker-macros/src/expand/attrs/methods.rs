//! Which of a method's attributes reach what is generated from it.

use super::{
    copies, docs,
    named::{in_cfg, named},
};
use crate::{
    model::{Method, Model, Wait},
    names,
    syntax::{Readiness, cfgs},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

/// What reaches each generated method as it is.
const PASSED: [&str; 5] = [
    "cfg",
    "deprecated",
    "track_caller",
    "link_section",
    "target_feature",
];

/// The same in a `cfg_attr`.
const PASSED_IN_CFG: [&str; 8] = [
    "cfg",
    "deprecated",
    "track_caller",
    "link_section",
    "target_feature",
    "inline",
    "must_use",
    "cold",
];

/// For a handle's method of the same shape.
pub(in crate::expand) fn same_shape(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let docs = docs::of_method(model, method);
    let (others, must_use) = (others(method), must_use(method.attrs));
    // The condition's `is_empty` may be on another handle, or on none.
    let len = (method.name == "len").then(|| quote!(#[allow(clippy::len_without_is_empty)]));
    let names = copies::names([&method.name]);
    quote!(#docs #names #others #must_use #len)
}

/// For the method that returns the future.
pub(in crate::expand) fn future(method: &Method<'_>, wait: &Wait) -> TokenStream {
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
pub(in crate::expand) fn once_names(wait: &Wait) -> String {
    let names: Vec<_> = wait
        .once()
        .map(|field| format!("`{}`", field.ident))
        .collect();
    names.join(" and ")
}

/// For the method that polls.
pub(in crate::expand) fn poll(method: &Method<'_>) -> TokenStream {
    let (check, others) = (&method.name, others(method));
    let doc = format!(
        "Polls [`{check}`](Self::{check}). If it is not ready, the task is woken when another poll is \
         worthwhile."
    );
    quote!(#[doc = #doc] #others)
}

/// For a method that blocks, and returns the same in the end.
pub(in crate::expand) fn blocking(method: &Method<'_>, doc: &str) -> TokenStream {
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
    let conditional = attrs.iter().filter_map(|attr| in_cfg(attr, &PASSED_IN_CFG));
    let allows = &method.allows;
    let (many, closure) = (allow_many(&method.params), allow_closure(method));
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
    let names = copies::names(method.params.iter().map(|param| &param.ident));
    quote!(#(#passed)* #(#conditional)* #(#allows)* #many #closure #names #inline)
}

/// For a generated item that only calls the method.
pub(in crate::expand) fn caller(method: &Method<'_>) -> TokenStream {
    let (cfgs, allows) = (cfgs(method.attrs), &method.allows);
    quote!(#cfgs #(#allows)*)
}

/// A `when` is a closure even where a path would do, which clippy finds shorter.
fn allow_closure(method: &Method<'_>) -> Option<TokenStream> {
    method.notify()?.when.as_ref()?;
    Some(redundant_closure())
}

/// Lints of a closure that only calls something.
pub(in crate::expand) fn redundant_closure() -> TokenStream {
    quote!(#[allow(clippy::redundant_closure, clippy::redundant_closure_for_method_calls)])
}

/// Generated methods take what the user's takes, which clippy has counted there, and more beside.
pub(in crate::expand) fn allow_many<T>(params: &[T]) -> Option<TokenStream> {
    (!params.is_empty()).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}
