//! The annotated item: a struct, or an inherent impl whose method bodies stay unparsed tokens.

mod member;

pub(crate) use member::{Member, MemberFn};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _, quote};
use syn::{
    Attribute, Error, Generics, Ident, ItemStruct, Lit, Path, Token, Type, Visibility,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

pub(crate) enum Item {
    Struct(Box<ItemStruct>),
    Impl(Box<ImplBlock>),
}

/// An inherent impl.
pub(crate) struct ImplBlock {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) self_ty: Type,
    pub(crate) members: Vec<Member>,
    /// Markers on what is no method.
    pub(crate) misplaced: Vec<Ident>,
    /// All before the braces.
    header: TokenStream,
    braces: Group,
}

impl Item {
    /// Parses an item that can be waitable; says what is wrong with others.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let form = (|input: ParseStream<'_>| {
            let form = Form::peek(input)?;
            input.parse::<TokenStream>()?;
            Ok(form)
        })
        .parse2(tokens.clone())?;
        match form {
            Form::Struct => syn::parse2(tokens).map(|item| Self::Struct(Box::new(item))),
            Form::Impl => ImplBlock::parse(tokens).map(|item| Self::Impl(Box::new(item))),
        }
    }

    pub(crate) fn attrs(&self) -> &[Attribute] {
        match self {
            Self::Struct(item) => &item.attrs,
            Self::Impl(item) => &item.attrs,
        }
    }

    /// Another `#[waitable]` on the same item.
    pub(crate) fn second_waitable(&self) -> Option<&Path> {
        let paths = self.attrs().iter().map(Attribute::path);
        let mut waitables = paths.filter(|path| {
            let last = path.segments.last();
            last.is_some_and(|last| last.ident == "waitable")
        });
        waitables.next()
    }
}

/// The conditions under which something with these attributes exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let cfgs = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    quote!(#(#cfgs)*)
}

impl ToTokens for Item {
    /// The item as the user wrote it, without the markers.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Struct(item) => item.to_tokens(tokens),
            Self::Impl(item) => item.to_tokens(tokens),
        }
    }
}

enum Form {
    Struct,
    Impl,
}

impl Form {
    fn peek(input: ParseStream<'_>) -> syn::Result<Self> {
        let input = input.fork();
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let item = input.fork();
        // What may stand before the word that tells.
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
            return Ok(Self::Struct);
        }
        if input.peek(Token![impl]) {
            return Ok(Self::Impl);
        }
        let wrong = input
            .call(Ident::parse_any)
            .or_else(|_| item.call(Ident::parse_any))?;
        let what = describe(&wrong.to_string());
        Err(Error::new(
            wrong.span(),
            format!(
                "`#[waitable]` cannot be put on {what}: it goes on a struct, with `until = …`, or on \
                 an inherent impl with `#[notify]` and `#[wait]` methods"
            ),
        ))
    }
}

/// An item that starts with this word.
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

impl ImplBlock {
    fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let mut header: Vec<TokenTree> = tokens.into_iter().collect();
        let braces = match header.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
            other => return crate::errors::at(other, "expected an impl with a body in braces"),
        };
        let header = header.into_iter().collect::<TokenStream>();
        let (members, misplaced) = member::parse_members.parse2(braces.stream())?;
        let parse_header = |input: ParseStream<'_>| {
            let attrs = input.call(Attribute::parse_outer)?;
            input.parse::<Option<Token![unsafe]>>()?;
            let impl_token = input.parse()?;
            let mut generics: Generics = input.parse()?;
            let self_ty: Type = input.parse()?;
            if input.peek(Token![for]) {
                return crate::errors::at(
                    self_ty,
                    "`#[waitable]` goes on the inherent impl of a condition, not on that of a trait: \
                     handles get their methods from the type itself",
                );
            }
            generics.where_clause = input.parse()?;
            Ok((attrs, impl_token, generics, self_ty))
        };
        let (attrs, impl_token, generics, self_ty) = parse_header.parse2(header.clone())?;
        Ok(Self {
            attrs,
            impl_token,
            generics,
            self_ty,
            members,
            misplaced,
            header,
            braces,
        })
    }

    pub(crate) fn fns(&self) -> impl Iterator<Item = &MemberFn> {
        self.members.iter().filter_map(|member| match member {
            Member::Fn(member) => Some(&**member),
            Member::Other(_) => None,
        })
    }
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            header,
            members,
            braces,
            ..
        } = self;
        let mut body = Group::new(Delimiter::Brace, quote!(#(#members)*));
        body.set_span(braces.span());
        tokens.append_all(quote!(#header #body));
    }
}
