//! What a method's signature has to become on a handle.

use crate::{errors::at, markers, names::Names};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, ExprClosure, FnArg, GenericArgument, Generics, Ident, Lifetime, Meta,
    ParenthesizedGenericArguments, Pat, Path, PathArguments, ReceiverKind, Safety, Signature, Type,
    TypeFnPtr, TypePath, TypeReference, parse_quote,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

/// A parameter after `self`.
pub(crate) struct Param {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The user's pattern, when it is more than a name.
    pub(crate) pattern: Option<Pat>,
    /// `T` of `#[once] item: &mut Option<T>`.
    pub(crate) once: Option<Type>,
}

/// The parameters after `self`, each with a name.
pub(crate) fn params(sig: &Signature, names: &Names) -> syn::Result<Vec<Param>> {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    typed
        .enumerate()
        .map(|(i, typed)| {
            let (ident, pattern) = match &*typed.pat {
                Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
                    (pat.ident.clone(), None)
                }
                pattern => (names.fresh(&format!("arg{i}")), Some(pattern.clone())),
            };
            let ty = (*typed.ty).clone();
            let once = match typed.attrs.iter().find(|attr| markers::is_once(attr)) {
                Some(once) => Some(once_type(once, &ty)?),
                None => None,
            };
            Ok(Param {
                ident,
                ty,
                pattern,
                once,
            })
        })
        .collect()
}

/// `T` of `&mut Option<T>`.
fn once_type(once: &Attribute, ty: &Type) -> syn::Result<Type> {
    if !matches!(once.meta, Meta::Path(_)) {
        return at(&once.meta, "`#[once]` takes no arguments");
    }
    let option = match ungroup(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => {
            match ungroup(&reference.elem) {
                Type::Path(path) => path.path.segments.last(),
                _ => None,
            }
        }
        _ => None,
    };
    match option.map(|last| (last.ident == "Option", single_argument(&last.arguments))) {
        Some((true, Some(value))) => Ok(value.clone()),
        _ => at(
            ty,
            "a `#[once]` argument is a `&mut Option<T>`: the wait takes a `T`, and the check takes \
             that out of the option when it has a place for it",
        ),
    }
}

/// The type in the invisible group that `macro_rules!` may have put around it, or in parentheses.
pub(crate) fn ungroup(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungroup(&group.elem),
        Type::Paren(paren) => ungroup(&paren.elem),
        _ => ty,
    }
}

/// What is checked or changed at run time is no constant.
pub(crate) fn require_not_const(sig: &Signature, marker: &str) -> syn::Result<()> {
    match &sig.constness {
        Some(constness) => at(
            constness,
            format!("a `{marker}` method cannot be `const`: a handle calls it at run time"),
        ),
        None => Ok(()),
    }
}

/// A method that a handle can call at any time takes `&self`, and is a plain `fn`.
pub(crate) fn require_plain_method(sig: &Signature, marker: &str) -> syn::Result<()> {
    let role = format!("a `{marker}` method");
    if let Some(asyncness) = &sig.asyncness {
        return at(
            asyncness,
            format!(
                "{role} cannot be `async`: the macro generates what is awaited. Make it a plain `fn`"
            ),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        return at(
            token,
            format!(
                "{role} cannot be `unsafe`: what calls it is safe code. Make it safe, or leave it unmarked"
            ),
        );
    }
    if let Some(abi) = &sig.abi {
        return at(
            abi,
            format!("{role} cannot be `extern`: make it a plain `fn`"),
        );
    }
    if let Some(once) = sig.receiver().and_then(|receiver| {
        let mut attrs = receiver.attrs.iter();
        attrs.find(|attr| markers::is_once(attr))
    }) {
        return at(
            once,
            "`#[once]` goes on an argument that is handed over, not on `self`",
        );
    }
    let Some(receiver) = sig.receiver() else {
        return at(
            &sig.ident,
            format!(
                "{role} must take `&self`: both handles share the condition. Add `&self`, or remove the marker"
            ),
        );
    };
    match &receiver.kind {
        ReceiverKind::Reference(_, None, None) => Ok(()),
        ReceiverKind::Reference(_, Some(lifetime), None) => at(
            lifetime,
            format!(
                "{role} takes `&self` without a named lifetime, which handles could not give it: a \
                 result that borrows from the condition is written with `&` or `'_`"
            ),
        ),
        _ => at(
            receiver,
            format!(
                "{role} must take `&self`: both handles share the condition. Use atomics, a lock or \
                 a cell inside it"
            ),
        ),
    }
}

/// The first `impl Trait` in a type.
pub(crate) fn find_impl_trait(ty: &Type) -> Option<&Type> {
    struct Finder<'ast>(Option<&'ast Type>);
    impl<'ast> Visit<'ast> for Finder<'ast> {
        fn visit_type(&mut self, ty: &'ast Type) {
            if matches!(ty, Type::ImplTrait(_)) {
                self.0.get_or_insert(ty);
            }
            visit::visit_type(self, ty);
        }
    }
    let mut finder = Finder(None);
    finder.visit_type(ty);
    finder.0
}

/// Names the elided lifetimes of a type, so that a struct can hold it.
pub(crate) fn name_lifetimes(ty: &mut Type, next: impl FnMut() -> Lifetime) {
    struct Namer<F>(F);
    impl<F: FnMut() -> Lifetime> VisitMut for Namer<F> {
        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            if reference.lifetime.is_none() {
                reference.lifetime = Some((self.0)());
            }
            visit_mut::visit_type_reference_mut(self, reference);
        }
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident == "_" {
                *lifetime = (self.0)();
            }
        }
        fn visit_type_fn_ptr_mut(&mut self, _: &mut TypeFnPtr) {}
        fn visit_parenthesized_generic_arguments_mut(
            &mut self,
            _: &mut ParenthesizedGenericArguments,
        ) {
        }
    }
    Namer(next).visit_type_mut(ty);
}

/// Replaces `Self` by the condition's type: on a handle it would mean the handle.
pub(crate) struct ReplaceSelf<'a>(pub(crate) &'a Type);

impl VisitMut for ReplaceSelf<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Path(path) if path.qself.is_none() && is_self(&path.path) => {
                let self_ty = self.0;
                let rest: Vec<_> = path.path.segments.iter().skip(1).collect();
                if !rest.is_empty() {
                    *expr = parse_quote!(<#self_ty>::#(#rest)::*);
                }
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(TypePath {
            qself: None, path, ..
        }) = ty
        {
            if is_self(path) {
                let self_ty = self.0;
                let rest: Vec<_> = path.segments.iter().skip(1).collect();
                *ty = if rest.is_empty() {
                    self_ty.clone()
                } else {
                    parse_quote!(<#self_ty>::#(#rest)::*)
                };
                return;
            }
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

fn is_self(path: &Path) -> bool {
    let first = path.segments.first();
    first.is_some_and(|first| first.ident == "Self")
}

/// On a handle, `self` would be the handle.
pub(crate) fn require_no_self(closure: &ExprClosure) -> syn::Result<()> {
    fn find(tokens: TokenStream) -> Option<Ident> {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Ident(ident) if ident == "self" => Some(ident),
            TokenTree::Group(group) => find(group.stream()),
            _ => None,
        })
    }
    match find(closure.to_token_stream()) {
        Some(found) => at(
            found,
            "`when` sees what the method returns, and nothing else: return what it is to look at",
        ),
        None => Ok(()),
    }
}

/// The parameters that an explicit call passes: types and constants, since lifetimes are inferred.
pub(crate) fn turbofish(generics: &Generics) -> TokenStream {
    let idents: Vec<_> = generics
        .params
        .iter()
        .filter_map(|param| match param {
            syn::GenericParam::Type(param) => Some(&param.ident),
            syn::GenericParam::Const(param) => Some(&param.ident),
            syn::GenericParam::Lifetime(_) => None,
        })
        .collect();
    if idents.is_empty() {
        quote::quote!()
    } else {
        quote::quote!(::<#(#idents),*>)
    }
}

/// `T` of `Name<T>`.
pub(crate) fn single_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}
