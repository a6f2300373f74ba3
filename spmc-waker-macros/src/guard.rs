//! Guards in the results of `#[notify]` methods: the condition is changed until they are dropped.

use crate::{borrows, errors::at, signature::ungroup};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{
    GenericArgument, Ident, Lifetime, ParenthesizedGenericArguments, PathArguments, PathSegment,
    Type, TypeFnPtr, TypeReference,
    ext::IdentExt as _,
    visit::{self, Visit},
};

/// What may be around the guard that a method returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Option,
    Result,
}

/// Takes a result apart: what is around the guard, from the outside to the inside, and the guard.
pub(crate) fn layers(result: &mut Type) -> (Vec<Layer>, &mut Type) {
    fn peel<'a>(ty: &'a mut Type, layers: &mut Vec<Layer>) -> &'a mut Type {
        match ty {
            Type::Group(group) => peel(&mut group.elem, layers),
            Type::Paren(paren) => peel(&mut paren.elem, layers),
            ty => match layer(ty) {
                Some((layer, _)) => {
                    layers.push(layer);
                    peel(content(ty), layers)
                }
                None => ty,
            },
        }
    }
    let mut layers = Vec::new();
    let guard = peel(result, &mut layers);
    (layers, guard)
}

/// The outermost layer of a type, and its arguments.
fn layer(ty: &Type) -> Option<(Layer, Vec<&Type>)> {
    let last = last_segment(ty)?;
    let layer = match last.ident.to_string().as_str() {
        "Option" => Layer::Option,
        "Result" => Layer::Result,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let arguments = arguments.args.iter().map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let arguments = arguments.collect::<Option<Vec<_>>>()?;
    (!arguments.is_empty()).then_some((layer, arguments))
}

/// What is in a layer: its first argument.
fn content(ty: &mut Type) -> &mut Type {
    let Type::Path(path) = ty else {
        unreachable!("only paths are layers");
    };
    let arguments = path
        .path
        .segments
        .last_mut()
        .map(|last| &mut last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
        unreachable!("layers have arguments");
    };
    match arguments.args.first_mut() {
        Some(GenericArgument::Type(content)) => content,
        _ => unreachable!("the arguments of layers are types"),
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Without `on_drop`, the wake comes before the guard is dropped, whatever its lifetime.
pub(crate) fn forbid(result: &Type) -> syn::Result<()> {
    match find(result, Vec::new()) {
        Some(guard) => at(
            guard,
            "the waiting task is woken when this method returns, before the condition is changed \
             through the guard. To wake after a guard is dropped, write `#[notify(on_drop)]`",
        ),
        None => Ok(()),
    }
}

/// With `on_drop`, the guard is where it can be wrapped, and no error holds it.
pub(crate) fn check_errors(result: &Type, condition: &Type) -> syn::Result<()> {
    let result = ungroup(result);
    let alias = last_segment(result).map(|last| &last.ident);
    let is_lock_result = |ident: &&Ident| *ident == "LockResult" || *ident == "TryLockResult";
    if let Some(alias) = alias.filter(is_lock_result) {
        return at(alias, holds_guard(&format!("the error of a `{alias}`")));
    }
    let Some((layer, arguments)) = layer(result) else {
        return Ok(());
    };
    if let (Layer::Result, Some(error)) = (layer, arguments.get(1)) {
        let mut lifetimes = Lifetimes(Vec::new());
        lifetimes.visit_type(condition);
        if borrows::find(error).is_some() || find(error, lifetimes.0).is_some() {
            return at(error, holds_guard("this error"));
        }
    }
    check_errors(arguments[0], condition)
}

fn holds_guard(error: &str) -> String {
    format!(
        "{error} can hold the guard, too, and nobody is woken when that one is dropped: unwrap the \
         result inside the method, and return the guard itself"
    )
}

/// All lifetimes in a type.
struct Lifetimes<'a>(Vec<&'a Lifetime>);

impl<'a> Visit<'a> for Lifetimes<'a> {
    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        self.0.push(lifetime);
    }
}

/// The first guard in a type, or what may be one: it has one of these lifetimes.
fn find<'a>(ty: &'a Type, lifetimes: Vec<&'a Lifetime>) -> Option<TokenStream> {
    let mut guards = Guards {
        lifetimes,
        found: None,
    };
    guards.visit_type(ty);
    guards.found
}

struct Guards<'a> {
    lifetimes: Vec<&'a Lifetime>,
    found: Option<TokenStream>,
}

impl<'a> Visit<'a> for Guards<'a> {
    fn visit_path_segment(&mut self, segment: &'a PathSegment) {
        if is_guard(segment) {
            self.found.get_or_insert_with(|| segment.to_token_stream());
        }
        visit::visit_path_segment(self, segment);
    }

    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        if self.lifetimes.contains(&lifetime) {
            self.found.get_or_insert_with(|| lifetime.to_token_stream());
        }
    }

    // What is behind a plain reference is not changed by dropping it.
    fn visit_type_reference(&mut self, reference: &'a TypeReference) {
        self.visit_type(&reference.elem);
    }

    // What a function takes or returns is not held.
    fn visit_type_fn_ptr(&mut self, _: &'a TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'a ParenthesizedGenericArguments) {}
}

/// Whether this is the guard of a lock or cell, owned ones included, or an error around one, by the
/// names that std and the usual crates give them.
fn is_guard(segment: &PathSegment) -> bool {
    let name = segment.ident.unraw().to_string();
    let is_lock = name.contains("Mutex") || name.contains("Lock");
    match name.as_str() {
        // Other crates have errors of these names that hold nothing.
        "PoisonError" | "TryLockError" => !segment.arguments.is_none(),
        "RefMut" | "AtomicRefMut" => true,
        _ => is_lock && name.contains("Guard"),
    }
}

#[cfg(test)]
mod tests {
    use super::{check_errors, forbid};
    use syn::{Type, parse_quote};

    fn condition() -> Type {
        parse_quote!(Cond<'c>)
    }

    #[test]
    fn errors_that_may_hold_a_guard_are_found() {
        let results: [Type; 14] = [
            parse_quote!(LockResult<MutexGuard<'_, u8>>),
            parse_quote!(std::sync::TryLockResult<Guard>),
            parse_quote!(Option<LockResult<Guard>>),
            parse_quote!(Result<Guard, PoisonError<Locked>>),
            parse_quote!(Result<Guard, sync::TryLockError<Locked>>),
            parse_quote!(Result<Guard, Failed<'_>>),
            parse_quote!(Result<Guard, Failed<'c>>),
            parse_quote!(Result<Guard, &str>),
            parse_quote!(Result<Guard, Failed<RwLockWriteGuard<u8>>>),
            parse_quote!(Result<Guard, (Reason, OwnedMutexGuard<u8>)>),
            parse_quote!(Result<Guard, Box<dyn Error + '_>>),
            parse_quote!(Result<(), ArcMutexGuard<RawMutex, u8>>),
            parse_quote!(Option<Result<Guard, RefMut<'static, u8>>>),
            parse_quote!(Result<Result<Guard, Failed<'_>>, Full>),
        ];
        for result in results {
            assert!(check_errors(&result, &condition()).is_err());
        }
    }

    #[test]
    fn errors_that_hold_no_guard_are_none() {
        let results: [Type; 12] = [
            parse_quote!(MutexGuard<'_, u8>),
            parse_quote!(Option<MutexGuard<'c, u8>>),
            parse_quote!(io::Result<MutexGuard<'_, u8>>),
            parse_quote!(Result<MutexGuard<'_, u8>, Full>),
            parse_quote!(Result<MutexGuard<'_, u8>, tokio::sync::TryLockError>),
            parse_quote!(Result<Guard, NotFound<'argument>>),
            parse_quote!(Result<Guard, &'c str>),
            parse_quote!(Result<Guard, &'static str>),
            parse_quote!(Result<Guard, Box<dyn Error + Send + 'static>>),
            parse_quote!(Result<Guard, fn(&u8) -> MutexGuard<'_, u8>>),
            parse_quote!(Result<Guard, Box<dyn Fn(&u8) -> &u8>>),
            parse_quote!(Result<Option<Guard>, E>),
        ];
        for result in results {
            assert!(check_errors(&result, &condition()).is_ok());
        }
    }

    #[test]
    fn guards_are_known_by_name() {
        let guards: [Type; 7] = [
            parse_quote!(MutexGuard<'c, u8>),
            parse_quote!(Option<parking_lot::MappedRwLockWriteGuard<'c, u8>>),
            parse_quote!((usize, RefMut<'static, u8>)),
            parse_quote!(OwnedRwLockWriteGuard<u8>),
            parse_quote!(MutexGuardArc<u8>),
            parse_quote!(ReentrantLockGuard<'c, u8>),
            parse_quote!(Result<u8, PoisonError<Locked<'c>>>),
        ];
        for guard in guards {
            assert!(forbid(&guard).is_err());
        }
        let others: [Type; 7] = [
            parse_quote!(&'c str),
            parse_quote!(Cow<'c, str>),
            parse_quote!(DropGuard),
            parse_quote!(BlockGuard),
            parse_quote!(Arc<Mutex<u8>>),
            parse_quote!(Result<(), TryLockError>),
            parse_quote!(fn() -> MutexGuard<'static, u8>),
        ];
        for other in others {
            assert!(forbid(&other).is_ok());
        }
    }
}
