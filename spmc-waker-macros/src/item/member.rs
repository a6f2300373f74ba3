//! The members of an impl.

use crate::{markers, strip};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _, quote};
use syn::{Attribute, FnArg, Ident, Signature, Token, Visibility, parse::ParseStream};

/// What stands in an impl.
pub(crate) enum Member {
    Fn(Box<MemberFn>),
    Other(TokenStream),
}

/// A method, or another function.
pub(crate) struct MemberFn {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    defaultness: Option<Ident>,
    pub(crate) body: TokenTree,
}

/// The members of an impl, and the markers on those that are no methods.
pub(super) fn parse_members(input: ParseStream<'_>) -> syn::Result<(Vec<Member>, Vec<Ident>)> {
    let inner = input.call(Attribute::parse_inner)?;
    let (mut members, mut misplaced) = (Vec::new(), Vec::new());
    if !inner.is_empty() {
        members.push(Member::Other(quote!(#(#inner)*)));
    }
    while !input.is_empty() {
        let ahead = input.fork();
        let member = if let Ok(member) = MemberFn::parse(&ahead) {
            syn::parse::discouraged::Speculative::advance_to(input, &ahead);
            Member::Fn(Box::new(member))
        } else {
            let (member, markers) = strip::split(parse_verbatim(input)?);
            misplaced.extend(markers);
            Member::Other(member)
        };
        members.push(member);
    }
    Ok((members, misplaced))
}

/// An associated constant or type, a macro call: up to its semicolon or braces.
fn parse_verbatim(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let token = input.parse::<TokenTree>()?;
        let last = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && !input.peek(Token![;])
            }
            _ => false,
        };
        tokens.append(token);
        if last {
            break;
        }
    }
    Ok(tokens)
}

impl MemberFn {
    fn is_marked(&self) -> bool {
        self.attrs.iter().any(markers::is_marker)
    }

    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let defaultness = if input.peek(Ident) {
            Some(input.parse()?)
        } else {
            None
        };
        let sig = input.parse()?;
        let body = input.parse()?;
        Ok(Self {
            attrs,
            vis,
            sig,
            defaultness,
            body,
        })
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Fn(member) => member.to_tokens(tokens),
            Self::Other(others) => tokens.append_all(others.clone()),
        }
    }
}

impl ToTokens for MemberFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attrs,
            vis,
            sig,
            defaultness,
            body,
        } = self;
        let attrs = attrs
            .iter()
            .filter(|attr| !markers::is_marker(attr) && !markers::is_once(attr));
        let mut sig = sig.clone();
        for input in &mut sig.inputs {
            let attrs = match input {
                FnArg::Typed(input) => &mut input.attrs,
                FnArg::Receiver(input) => &mut input.attrs,
            };
            attrs.retain(|attr| !markers::is_once(attr));
        }
        // `pub` is for the handle, which more may see than the condition.
        let is_pub = matches!(vis, Visibility::Public(_)) && self.is_marked();
        let allow = is_pub.then(|| quote!(#[allow(unreachable_pub)]));
        tokens.append_all(quote!(#(#attrs)* #allow #vis #defaultness #sig #body));
    }
}
