//! What can be read off types, and done to them.

use syn::{
    FnArg, GenericArgument, Ident, Lifetime, ParenthesizedGenericArguments, PathArguments,
    ReturnType, Signature, Type, TypeFnPtr, TypeInfer, TypePath, TypeReference,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

/// The type in the invisible group that `macro_rules!` may have put around it, or in parentheses.
pub(crate) fn ungroup(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungroup(&group.elem),
        Type::Paren(paren) => ungroup(&paren.elem),
        _ => ty,
    }
}

/// `T`, when the type is spelled as one of these around it.
pub(crate) fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    match ungroup(ty) {
        Type::Path(TypePath {
            path, qself: None, ..
        }) => {
            let last = path.segments.last()?;
            let is_named = names.iter().any(|name| last.ident == name);
            single_argument(&last.arguments).filter(|_| is_named)
        }
        _ => None,
    }
}

/// `T` of `Name<T>`.
pub(super) fn single_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}

/// Whether a signature leaves a type to rustc, which it must not.
pub(crate) fn is_inferred(sig: &Signature) -> bool {
    struct Inferred(bool);
    impl Visit<'_> for Inferred {
        fn visit_type_infer(&mut self, _: &TypeInfer) {
            self.0 = true;
        }
    }
    let mut inferred = Inferred(false);
    inferred.visit_signature(sig);
    inferred.0
}

/// Whether a signature passes a value by itself whose type has no size, and rustc says so.
pub(crate) fn passes_unsized(sig: &Signature) -> bool {
    let is_unsized = |ty: &Type| match ungroup(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    };
    let mut inputs = sig.inputs.iter();
    inputs.any(|input| matches!(input, FnArg::Typed(input) if is_unsized(&input.ty)))
        || match &sig.output {
            ReturnType::Type(_, ty) => {
                is_unsized(argument_of(ty, &["Option", "Poll"]).unwrap_or(ty))
            }
            ReturnType::Default => false,
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

/// The first `'_` in the generic arguments of a path.
pub(crate) fn hidden_lifetime(ty: &Type) -> Option<&Lifetime> {
    struct Hidden<'ast>(Option<&'ast Lifetime>);
    impl<'ast> Visit<'ast> for Hidden<'ast> {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if lifetime.ident == "_" {
                self.0.get_or_insert(lifetime);
            }
        }
    }
    let Type::Path(path) = ungroup(ty) else {
        return None;
    };
    let mut hidden = Hidden(None);
    hidden.visit_path(&path.path);
    hidden.0
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

/// Whether this names a type of a value that borrows nothing, and is neither ready nor pending.
pub(crate) fn is_plain(name: &str) -> bool {
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
            | "String"
            | "Vec"
    )
}

/// Whether this is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ungroup(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether rustc rejects any impl of such a type, and says why.
pub(crate) fn has_no_impl(ty: &Type) -> bool {
    matches!(
        ungroup(ty),
        Type::Reference(_)
            | Type::Tuple(_)
            | Type::Array(_)
            | Type::Slice(_)
            | Type::Ptr(_)
            | Type::FnPtr(_)
            | Type::Never(_)
    ) || matches!(ungroup(ty), Type::Path(path) if path.path.get_ident().is_some_and(is_primitive))
}

/// Whether this names a type of the language itself.
fn is_primitive(name: &Ident) -> bool {
    let name = name.to_string();
    name == "bool" || is_plain(&name) && name.starts_with(char::is_lowercase)
}
