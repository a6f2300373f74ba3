//! The annotated item: a struct, or an inherent impl.
//!
//! The fields of a struct and the bodies of methods are not parsed. They stay the user's tokens, and may be half
//! written.

use super::{
    grammar::parse_all,
    member::{self, Member, MemberFn},
};
use crate::{
    errors::{self, Errors},
    tokens::{each, regrouped, ungrouped},
};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote};
use syn::{
    Attribute, Error, Generics, Ident, Lit, Path, Token, Type, Visibility, ext::IdentExt as _,
    parse::ParseStream, token,
};

pub(crate) enum Item {
    Struct(StructItem),
    Impl(Box<ImplBlock>),
}

/// The parts of a struct that the macro needs.
pub(crate) struct StructItem {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    tokens: TokenStream,
}

/// An inherent impl.
pub(crate) struct ImplBlock {
    pub(crate) attrs: Vec<Attribute>,
    /// The inner attributes, inside of the braces.
    pub(crate) inner_attrs: Vec<Attribute>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) self_ty: Type,
    pub(crate) members: Vec<Member>,
    /// The tokens before the braces.
    header: TokenStream,
    braces: Group,
}

impl Item {
    /// Parses a struct or an inherent impl. Other items are errors.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> syn::Result<Self> {
        let tokens = ungrouped_item(tokens);
        let mut is_struct = false;
        parse_all(tokens.clone(), &mut |input| {
            is_struct = begins_struct(input)?;
            input.parse::<TokenStream>().map(drop)
        })?;
        if is_struct {
            return Ok(Self::Struct(StructItem::parse(tokens)?));
        }
        Ok(Self::Impl(Box::new(ImplBlock::parse(tokens, errors)?)))
    }

    pub(crate) fn attrs(&self) -> &[Attribute] {
        match self {
            Self::Struct(item) => &item.attrs,
            Self::Impl(item) => &item.attrs,
        }
    }

    pub(crate) fn generics(&self) -> &Generics {
        match self {
            Self::Struct(item) => &item.generics,
            Self::Impl(item) => &item.generics,
        }
    }

    /// Finds another `#[waitable]` on the same item.
    pub(crate) fn second_waitable(&self) -> Option<&Path> {
        for attr in self.attrs() {
            let last = attr.path().segments.last();
            if last.is_some_and(|last| last.ident == "waitable") {
                return Some(attr.path());
            }
        }
        None
    }
}

/// Removes the invisible group around an item that is a fragment of `macro_rules!`.
fn ungrouped_item(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(tokens)
        }
        _ => tokens,
    }
}

impl ToTokens for Item {
    /// Emits the item as the user has written it, without the markers.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Struct(item) => tokens.append_all(item.tokens.clone()),
            Self::Impl(item) => item.to_tokens(tokens),
        }
    }
}

/// Returns `true` for a struct and `false` for an impl. Other items are errors.
fn begins_struct(input: ParseStream<'_>) -> syn::Result<bool> {
    let input = input.fork();
    input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    let item = input.fork();
    // These words may come before `struct` or `impl`.
    while input.peek(Token![unsafe])
        || input.peek(Token![async])
        || input.peek(Token![extern])
        || input.peek(Lit)
        || (input.peek(Token![const]) && !input.peek2(Ident))
        || (input.peek(Ident) && input.fork().call(Ident::parse_any)? == "auto")
    {
        input.parse::<TokenTree>()?;
    }
    if input.peek(Token![struct]) {
        return Ok(true);
    }
    if input.peek(Token![impl]) {
        return Ok(false);
    }
    let wrong = input
        .call(Ident::parse_any)
        .or_else(|_| item.call(Ident::parse_any));
    let (what, span) = match &wrong {
        Ok(word) => (describe(&word.to_string()), word.span()),
        Err(_) => ("this", item.span()),
    };
    Err(Error::new(
        span,
        format!(
            "`#[waitable]` cannot be put on {what}: it goes on a struct, with `until = …`, or on \
                 an inherent impl with `#[notify]` and `#[wait]` methods"
        ),
    ))
}

/// Describes an item that begins with this word.
fn describe(word: &str) -> &'static str {
    match word {
        "enum" => "an enum",
        "union" => "a union",
        "fn" => "a function",
        "trait" => "a trait",
        "mod" => "a module",
        "type" => "a type alias",
        "const" | "static" => "a value",
        _ => "this",
    }
}

impl StructItem {
    fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let mut item = Self {
            attrs: Vec::new(),
            vis: Visibility::Inherited,
            ident: format_ident!("_"),
            generics: Generics::default(),
            tokens: tokens.clone(),
        };
        parse_all(tokens, &mut |input| {
            item.attrs = input.call(Attribute::parse_outer)?;
            item.vis = input.parse()?;
            input.parse::<Token![struct]>()?;
            item.ident = input.parse()?;
            item.generics = input.parse()?;
            item.generics.where_clause = input.parse()?;
            // The fields of a tuple struct come before its where clause.
            if input.peek(token::Paren) {
                input.parse::<TokenTree>()?;
                item.generics.where_clause = input.parse()?;
            }
            input.parse::<TokenStream>().map(drop)
        })?;
        Ok(item)
    }
}

impl ImplBlock {
    fn parse(tokens: TokenStream, errors: &mut Errors) -> syn::Result<Self> {
        let mut header: Vec<TokenTree> = tokens.into_iter().collect();
        let braces = match header.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
            other => return errors::at(&other, "expected an impl with a body in braces"),
        };
        let header = header.into_iter().collect::<TokenStream>();
        let mut item = Self {
            attrs: Vec::new(),
            inner_attrs: Vec::new(),
            impl_token: <Token![impl]>::default(),
            generics: Generics::default(),
            self_ty: Type::Verbatim(TokenStream::new()),
            members: Vec::new(),
            header: header.clone(),
            braces,
        };
        parse_all(header, &mut |input| {
            item.attrs = input.call(Attribute::parse_outer)?;
            input.parse::<Option<Token![unsafe]>>()?;
            item.impl_token = input.parse()?;
            item.generics = input.parse()?;
            input.parse::<Option<Token![!]>>()?;
            item.self_ty = input.parse()?;
            if input.peek(Token![for]) {
                return errors::at(
                    &item.self_ty,
                    "`#[waitable]` goes on the inherent impl of a condition, not on that of a trait: \
                     handles get their methods from the type itself",
                );
            }
            item.generics.where_clause = input.parse()?;
            Ok(())
        })?;
        (item.inner_attrs, item.members) = member::parse_members(item.braces.stream(), errors)?;
        Ok(item)
    }

    pub(crate) fn fns(&self) -> Vec<&MemberFn> {
        let mut fns = Vec::new();
        for member in &self.members {
            if let Member::Fn(member) = member {
                fns.push(&**member);
            }
        }
        fns
    }
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let mut body = each(&self.inner_attrs, &|attr| quote!(#attr));
        body.extend(each(&self.members, &|member| quote!(#member)));
        let (header, body) = (&self.header, regrouped(&self.braces, body));
        tokens.append_all(quote!(#header #body));
    }
}
