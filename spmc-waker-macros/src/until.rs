//! The check of the short form.

use crate::{args, names::Names, output, wait::Wait};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Expr, ExprClosure, Type, parse_quote};

/// The closure, as the method that it becomes.
pub(crate) struct Until {
    pub(crate) pat: TokenStream,
    pub(crate) body: TokenStream,
    pub(crate) ret: Type,
    pub(crate) wait: Wait,
}

impl Until {
    pub(crate) fn build(
        closure: &ExprClosure,
        runtime: &TokenStream,
        names: &Names,
    ) -> syn::Result<Self> {
        let (pat, body) = (&closure.inputs, body(&closure.body));
        Self::returning(
            args::check_type(closure),
            quote!(#pat),
            body,
            runtime,
            names,
        )
    }

    /// In place of a check that is missing or wrong, so that waiting is not an error as well.
    pub(crate) fn stub(ret: Option<Type>, runtime: &TokenStream, names: &Names) -> Self {
        let (pat, body) = (quote!(_), quote!(loop {}));
        Self::returning(ret, pat.clone(), body.clone(), runtime, names).unwrap_or_else(|_| Self {
            pat,
            body,
            ret: parse_quote!(bool),
            wait: Wait::plain(format_ident!("wait"), quote!(()), names),
        })
    }

    fn returning(
        ret: Option<Type>,
        pat: TokenStream,
        body: TokenStream,
        runtime: &TokenStream,
        names: &Names,
    ) -> syn::Result<Self> {
        let ret = ret.unwrap_or_else(|| parse_quote!(bool));
        let wait = Wait::plain(format_ident!("wait"), output::of(&ret, runtime)?, names);
        Ok(Self {
            pat,
            body,
            ret,
            wait,
        })
    }
}

/// A closure's body as that of a function, which has braces already: twice is a warning.
fn body(body: &Expr) -> TokenStream {
    match body {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            let statements = &block.block.stmts;
            quote!(#(#statements)*)
        }
        _ => quote!(#body),
    }
}
