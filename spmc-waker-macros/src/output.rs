//! What a wait resolves to, read off the return type of its check.

use crate::{errors::at, signature::single_argument};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Type, TypePath, spanned::Spanned as _};

const HOW: &str = "a check that is waited for must return `bool`, `Option<T>` or `Poll<T>`";

/// The tokens of the wait's output. `runtime` is the path of the runtime crate's hidden module.
///
/// Where the type is spelled as one of the three, so is the output: it stands in the user's
/// documentation. Another path may be an alias for one of them; the trait tells.
pub(crate) fn of(ret: &Type, runtime: &TokenStream) -> syn::Result<TokenStream> {
    match ret {
        Type::Path(TypePath {
            path, qself: None, ..
        }) => {
            let Some(last) = path.segments.last() else {
                return at(ret, HOW);
            };
            let name = last.ident.to_string();
            match (name.as_str(), single_argument(&last.arguments)) {
                ("bool", None) => return Ok(quote!(())),
                ("Option" | "Poll", Some(output)) => return Ok(quote!(#output)),
                ("Result", _) => {
                    return at(
                        ret,
                        format!(
                            "{HOW}: a wait that can fail returns `Poll<Result<…>>`, and `Pending` while it goes on"
                        ),
                    );
                }
                _ if is_primitive(&name) => return at(ret, HOW),
                _ => {}
            }
        }
        Type::Path(_) | Type::Macro(_) | Type::Paren(_) | Type::Group(_) => {}
        _ => return at(ret, HOW),
    }
    // As all that rustc may blame for a result that is no readiness: see `expand.rs`.
    let span = Span::call_site().located_at(ret.span());
    Ok(quote_spanned!(span=> <#ret as #runtime::Readiness>::Output))
}

/// `T`, when the type is spelled as one of these around it.
pub(crate) fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    match ty {
        Type::Path(TypePath {
            path, qself: None, ..
        }) => {
            let last = path.segments.last()?;
            let is_named = names.iter().any(|name| last.ident == name);
            single_argument(&last.arguments).filter(|_| is_named)
        }
        Type::Group(group) => argument_of(&group.elem, names),
        Type::Paren(paren) => argument_of(&paren.elem, names),
        _ => None,
    }
}

/// A check without a return type.
pub(crate) fn missing<T>(method: &syn::Ident) -> syn::Result<T> {
    at(method, format!("{HOW}: add a return type"))
}

/// Whether this names a type of a single value.
pub(crate) fn is_primitive(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "f32"
            | "f64"
            | "char"
            | "str"
    )
}
