//! Generics that handles cannot have as they are written: lifetimes that are not declared, or that only the impl
//! declares.

use super::{borrows::borrow_of, types};
use crate::tokens::{find_word, is_punct};
use crate::walk::{Next, Place, PlaceMut, change_type, walk_signature, walk_type};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Ident, Lifetime, LifetimeParam, Signature, Type};

/// Declares the lifetimes that a signature names, and neither it nor its impl declares.
pub(crate) fn declare_in_signature(generics: &mut Generics, sig: &Signature, of_impl: &Generics) {
    let mut undeclared = Undeclared::beside([&*generics, of_impl]);
    walk_signature(sig, &mut |place| undeclared.look(place));
    undeclared.declare(generics);
}

/// Declares the lifetimes that the type of an impl names, and the impl does not. Leaves those out that
/// the type does not name, and no bound: a handle could not have them, and a method declares its own.
pub(crate) fn declare_in_type(generics: &mut Generics, ty: &Type) {
    let mut undeclared = Undeclared::beside([&*generics]);
    walk_type(ty, &mut |place| undeclared.look(place));
    undeclared.declare(generics);
    let bounds = generics.type_params().map(|param| &param.bounds);
    let where_clause = &generics.where_clause;
    let named = quote!(#ty #(#bounds)* #where_clause);
    let is_bound = |param: &GenericParam| match param {
        GenericParam::Lifetime(param) => {
            !param.bounds.is_empty()
                || find_word(named.clone(), &param.lifetime.ident.to_string()).is_some()
        }
        _ => true,
    };
    generics.params = generics
        .params
        .clone()
        .into_iter()
        .filter(is_bound)
        .collect();
}

/// The first lifetime in a type that is left out, or is not declared, with what it stands in.
pub(crate) fn nameless(ty: &Type, generics: &Generics) -> Option<TokenStream> {
    let mut undeclared = Undeclared::beside([generics]);
    walk_type(ty, &mut |place| undeclared.look(place));
    let found = undeclared.found.first().map(Lifetime::to_token_stream);
    found.or_else(|| {
        borrow_of(ty)
            .filter(|borrow| !borrow.is_hidden)
            .map(|borrow| borrow.tokens)
    })
}

/// The type with `'static` in place of these.
pub(crate) fn without_nameless(ty: &Type, generics: &Generics) -> Type {
    let mut undeclared = Undeclared::beside([generics]);
    walk_type(ty, &mut |place| undeclared.look(place));
    let mut ty = ty.clone();
    let fixed = || Lifetime::new("'static", proc_macro2::Span::call_site());
    types::name_lifetimes(&mut ty, fixed);
    change_type(&mut ty, &mut |place| {
        match place {
            PlaceMut::Lifetime(lifetime) if undeclared.found.contains(lifetime) => {
                lifetime.ident = Ident::new("static", lifetime.ident.span());
            }
            _ => {}
        }
        true
    });
    ty
}

/// Finds lifetimes that are not declared.
struct Undeclared {
    declared: Vec<Ident>,
    found: Vec<Lifetime>,
}

impl Undeclared {
    fn beside<'g>(generics: impl IntoIterator<Item = &'g Generics>) -> Self {
        let generics = generics.into_iter();
        let lifetimes = generics.flat_map(|generics| generics.lifetimes());
        Self {
            declared: lifetimes
                .map(|param| param.lifetime.ident.clone())
                .collect(),
            found: Vec::new(),
        }
    }

    fn look<'a>(&mut self, place: Place<'a>) -> Next<'a> {
        match place {
            Place::Lifetime(lifetime) => {
                let is_known = lifetime.ident == "_"
                    || lifetime.ident == "static"
                    || self.declared.contains(&lifetime.ident);
                if !is_known {
                    self.declared.push(lifetime.ident.clone());
                    self.found.push(lifetime.clone());
                }
            }
            // Those of `for<'a>` are declared from here on; one of that name before it was none of these.
            Place::Bound(bound) => {
                for param in &bound.lifetimes {
                    if let GenericParam::Lifetime(param) = param {
                        self.declared.push(param.lifetime.ident.clone());
                    }
                }
            }
            _ => {}
        }
        Next::Inside
    }

    fn declare(self, generics: &mut Generics) {
        for lifetime in self.found.into_iter().rev() {
            let param = GenericParam::Lifetime(LifetimeParam::new(lifetime));
            generics.params.insert(0, param);
        }
    }
}

/// Whether a parameter of an impl stands neither in its type nor, perhaps, in a bound that tells what it
/// is.
pub(crate) fn has_unconstrained(generics: &Generics, ty: &Type) -> bool {
    // `Item = T`, and `Fn() -> T`.
    let is_telling = |token: &TokenTree| is_punct(token, '=') || is_punct(token, '-');
    let tells = |tokens: TokenStream| tokens.into_iter().any(|token| is_telling(&token));
    let bounds = generics.type_params().map(|param| &param.bounds);
    let may_tell = tells(quote!(#(#bounds)*)) || tells(generics.where_clause.to_token_stream());
    let mut params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
        GenericParam::Lifetime(_) => None,
    });
    !may_tell && params.any(|param| find_word(ty.to_token_stream(), &param.to_string()).is_none())
}
