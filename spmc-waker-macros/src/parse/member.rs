//! The members of an impl. A member that is half written, as in an editor, does not affect the others.

use super::{
    grammar::parse_all,
    half_typed,
    markers::{self, Marker},
    receiver::without_named_lifetime,
};
use crate::{
    errors::Errors,
    tokens::{each, ends_member, ungrouped_members, without_attributes},
};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _, quote};
use syn::{
    Attribute, Ident, Signature, Token, Visibility,
    ext::IdentExt as _,
    parse::{ParseStream, discouraged::Speculative as _},
    token,
};

/// A member of an impl.
pub(crate) enum Member {
    Fn(Box<MemberFn>),
    /// A member that is not a method, or that cannot be parsed as one.
    Other {
        attrs: Vec<Attribute>,
        tokens: TokenStream,
        /// Whether it is half written, or not allowed in an impl. rustc reports that.
        is_wrong: bool,
        /// Whether no compiler accepts it. Then rustc has reported it before the macro ran.
        is_reported: bool,
    },
}

/// A method, or another function.
pub(crate) struct MemberFn {
    pub(crate) attrs: Vec<Attribute>,
    /// The marker among these attributes.
    pub(crate) marker: Option<Marker>,
    pub(crate) vis: Visibility,
    /// The signature. If `&self` has a named lifetime that can be elided, it is elided here.
    pub(crate) sig: Signature,
    written_sig: Option<Signature>,
    defaultness: Option<Ident>,
    /// `None` if it has not been written yet.
    pub(crate) body: Option<TokenTree>,
}

/// Parses the inner attributes of an impl, and its members.
pub(super) fn parse_members(
    body: TokenStream,
    errors: &mut Errors,
) -> syn::Result<(Vec<Attribute>, Vec<Member>)> {
    let (mut inner, mut members) = (Vec::new(), Vec::new());
    parse_all(ungrouped_members(body), &mut |input| {
        // An inner attribute that is half written is parsed as an unknown member.
        let ahead = input.fork();
        if let Ok(attrs) = ahead.call(Attribute::parse_inner) {
            input.advance_to(&ahead);
            inner = attrs;
        }
        while !input.is_empty() {
            members.push(if let Some(mut member) = parse_fn(input) {
                member.marker = Marker::find(&member.attrs, &member.sig.ident, errors);
                Member::Fn(Box::new(member))
            } else {
                parse_other(input)?
            });
        }
        Ok(())
    })?;
    Ok((inner, members))
}

/// Parses a method, or returns `None` and leaves the input as it is.
fn parse_fn(input: ParseStream<'_>) -> Option<MemberFn> {
    let ahead = input.fork();
    let member = MemberFn::parse(&ahead).ok()?;
    // syn reports tokens that are left over in parentheses only at the end of a stream, which would be that of the
    // impl. So parse the method once more, in a stream of its own.
    let (mut tokens, rest) = (TokenStream::new(), input.fork());
    while rest.cursor() < ahead.cursor() {
        tokens.append(rest.parse::<TokenTree>().ok()?);
    }
    parse_all(tokens, &mut |input| MemberFn::parse(input).map(drop)).ok()?;
    input.advance_to(&ahead);
    Some(member)
}

/// Parses an associated constant or type, a macro call, or a method that is half written. It ends with a semicolon or
/// braces, or where the next member seems to begin.
fn parse_other(input: ParseStream<'_>) -> syn::Result<Member> {
    let attrs = input
        .fork()
        .call(Attribute::parse_outer)
        .unwrap_or_default();
    let mut tokens = TokenStream::new();
    let mut is_partial_fn = false;
    while !input.is_empty() {
        if begins_member(input) && (is_partial_fn || begins_fn_after(input, &tokens)) {
            is_partial_fn = true;
            break;
        }
        let token = input.parse::<TokenTree>()?;
        is_partial_fn |= matches!(&token, TokenTree::Ident(ident) if ident == "fn");
        let last = ends_member(&token) && !input.peek(Token![;]);
        tokens.append(token);
        if last {
            break;
        }
    }
    let is_other = is_other(&tokens);
    Ok(Member::Other {
        is_wrong: is_partial_fn || !is_other,
        is_reported: !is_other && half_typed::is_reported(&tokens),
        attrs,
        tokens,
    })
}

/// Whether these are the tokens of a constant, a type or a macro call.
fn is_other(tokens: &TokenStream) -> bool {
    let mut is_other = false;
    let parsed = parse_all(tokens.clone(), &mut |input| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let is_macro = input.peek(Ident) && (input.peek2(Token![!]) || input.peek2(Token![::]));
        is_other = input.peek(Token![const]) || input.peek(Token![type]) || is_macro;
        input.parse::<TokenStream>().map(drop)
    });
    is_other && parsed.is_ok()
}

/// Parses attributes one by one. If they were parsed from the member's own stream, tokens that are left over in the
/// brackets of one would make the whole impl an error.
fn parse_whole_attributes(input: ParseStream<'_>) -> syn::Result<Vec<Attribute>> {
    let mut attrs = Vec::new();
    while input.peek(Token![#]) && input.peek2(token::Bracket) {
        let (pound, brackets) = (input.parse::<Token![#]>()?, input.parse::<TokenTree>()?);
        parse_all(quote!(#pound #brackets), &mut |input| {
            attrs.extend(input.call(Attribute::parse_outer)?);
            Ok(())
        })?;
    }
    Ok(attrs)
}

/// Whether the next tokens can only be the beginning of a member.
fn begins_member(input: ParseStream<'_>) -> bool {
    (input.peek(Token![#]) && input.peek2(token::Bracket))
        || input.peek(Token![pub])
        || ((input.peek(Token![const]) || input.peek(Token![async]) || input.peek(Token![unsafe]))
            && input.peek2(Token![fn]))
        || (input.peek(Token![fn]) && input.peek2(Ident::peek_any))
}

/// Whether a complete method follows some tokens, such as an attribute without content or a lone `pub`.
fn begins_fn_after(input: ParseStream<'_>, tokens: &TokenStream) -> bool {
    !tokens.is_empty() && MemberFn::parse(&input.fork()).is_ok_and(|member| member.body.is_some())
}

impl MemberFn {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = parse_whole_attributes(input)?;
        let vis = input.parse()?;
        let defaultness = if input.peek(Ident) {
            Some(input.parse()?)
        } else {
            None
        };
        let sig = input.parse()?;
        let elided = without_named_lifetime(&sig);
        let has_body = input.peek(token::Brace) || input.peek(Token![;]);
        if !has_body && !input.is_empty() && !begins_member(input) {
            return Err(input.error("expected a body"));
        }
        let body = if has_body { Some(input.parse()?) } else { None };
        Ok(Self {
            attrs,
            marker: None,
            vis,
            written_sig: elided.is_some().then(|| sig.clone()),
            sig: elided.unwrap_or(sig),
            defaultness,
            body,
        })
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Fn(member) => member.to_tokens(tokens),
            Self::Other {
                tokens: others,
                is_reported,
                ..
            } => {
                let others = without_attributes(others.clone(), &markers::is_marker_tokens);
                if *is_reported {
                    // As the input of a macro that is never expanded, so that no compiler parses it.
                    tokens.append_all(quote!(
                        #[cfg(any())]
                        half_typed! { #others }
                    ));
                } else {
                    tokens.append_all(others);
                }
            }
        }
    }
}

impl ToTokens for MemberFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attrs,
            marker: _,
            vis,
            sig,
            written_sig,
            defaultness,
            body,
        } = self;
        let attrs = each(attrs, &|attr| {
            if markers::is_marker(attr) || markers::is_on_argument(attr) {
                quote!()
            } else {
                quote!(#attr)
            }
        });
        let sig = written_sig.as_ref().unwrap_or(sig).to_token_stream();
        let sig = without_attributes(sig, &markers::is_on_argument_tokens);
        // rustc has reported that the body is missing, and would report it again.
        let no_body = body.is_none().then(|| quote!({ loop {} }));
        let unused = no_body.as_ref().map(|_| quote!(#[allow(unused_variables)]));
        tokens.append_all(quote!(#attrs #unused #vis #defaultness #sig #body #no_body));
    }
}
