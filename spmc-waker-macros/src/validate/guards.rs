//! Guards in the results of methods: through them the condition is changed until they are dropped.

use crate::{
    errors::at,
    model::{Method, Model},
    syntax::{
        GUARDS, Layer, borrow_of, find_impl_trait, is_plain, last_segment, layer_of, ungroup,
    },
    tokens::find_word,
};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{
    Ident, Lifetime, ParenthesizedGenericArguments, PathSegment, ReturnType, Type, TypeFnPtr,
    TypeParamBound, TypeReference,
    ext::IdentExt as _,
    visit::{self, Visit},
};

/// What a `#[notify]` method may return.
pub(super) fn require_guard_or_value(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let Some(notify) = method.notify() else {
        return Ok(());
    };
    let written = method.written.map(|member| &member.sig.output);
    let ty = match written {
        Some(ReturnType::Type(_, ty)) => ty,
        _ => {
            return match &notify.guard {
                Some(guard) => at(guard, NO_GUARD),
                None => Ok(()),
            };
        }
    };
    if let Some(future) = future_in(ty) {
        return at(
            future,
            "the waiting task is woken when this method returns, and a future has changed nothing by \
             then: change the condition here, or call the method when the future is done",
        );
    }
    match &notify.guard {
        Some(_) => {
            require_errors_without_guard(ty, &model.ty)?;
            require_guard(ty)
        }
        None => match borrow_of(ty) {
            Some(borrow) => at(
                borrow.tokens,
                "the result of a `#[notify]` method cannot borrow from the condition: the waiting \
                 task is woken when the method returns, before what is done with such a result. To \
                 wake after a guard is dropped, write `#[notify(guard)]`",
            ),
            None => forbid(ty),
        },
    }
}

/// What a query may return: nothing through which the condition could be changed.
pub(super) fn require_no_guard(result: &Type) -> syn::Result<()> {
    if let Some(future) = future_in(result) {
        return at(
            future,
            "a `#[query]` method looks at the condition now, and a future does so later, and is never \
             woken. Mark a check with `#[wait(NAME)]` for what is waited for",
        );
    }
    match find(result, Vec::new()) {
        Some(guard) => at(
            guard,
            "a `#[query]` method only reads, and through a guard the condition can be changed without a \
             wake: return what was read, or mark the method `#[notify(guard)]`",
        ),
        None => Ok(()),
    }
}

const NO_GUARD: &str = "this method returns no guard whose drop could wake: without `guard`, the \
                        waiting task is woken when the method returns";

/// What is in the layers must be able to borrow.
fn require_guard(result: &Type) -> syn::Result<()> {
    if let Some((_, arguments)) = layer_of(ungroup(result)) {
        return require_guard(arguments[0]);
    }
    let is_guard = match ungroup(result) {
        Type::Path(path) => path.path.segments.last().is_none_or(|last| {
            let name = last.ident.to_string();
            !is_plain(&name) && name != "bool"
        }),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) | Type::FnPtr(_) => false,
        Type::Reference(reference) => reference.mutability.is_some(),
        _ => true,
    };
    match is_guard {
        true => Ok(()),
        false => at(result, NO_GUARD),
    }
}

/// A future, by what it is called or says of itself.
fn future_in(ty: &Type) -> Option<TokenStream> {
    let is_future = |segment: &PathSegment| {
        let name = segment.ident.to_string();
        name.ends_with("Future") || name == "IntoFuture"
    };
    if let Some(Type::ImplTrait(generated)) = find_impl_trait(ty) {
        let mut bounds = generated.bounds.iter();
        let is_future = bounds.any(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(is_future),
            _ => false,
        });
        if is_future {
            return Some(generated.to_token_stream());
        }
    }
    let last = last_segment(ty)?;
    let is_pinned = last.ident == "Pin" && {
        let tokens = last.arguments.to_token_stream();
        find_word(tokens, "Future").is_some()
    };
    (is_pinned || is_future(last)).then(|| ty.to_token_stream())
}

/// Without `guard`, the wake comes before the guard is dropped, whatever its lifetime.
fn forbid(result: &Type) -> syn::Result<()> {
    match find(result, Vec::new()) {
        Some(guard) => at(
            guard,
            "the waiting task is woken when this method returns, before the condition is changed \
             through the guard. To wake after a guard is dropped, write `#[notify(guard)]`",
        ),
        None => Ok(()),
    }
}

/// With `guard`, the guard is where it can be wrapped, and no error holds it.
fn require_errors_without_guard(result: &Type, condition: &Type) -> syn::Result<()> {
    let result = ungroup(result);
    let alias = last_segment(result).map(|last| &last.ident);
    let is_lock_result = |ident: &&Ident| *ident == "LockResult" || *ident == "TryLockResult";
    if let Some(alias) = alias.filter(is_lock_result) {
        return at(alias, holds_guard(&format!("the error of a `{alias}`")));
    }
    let Some((layer, arguments)) = layer_of(result) else {
        return Ok(());
    };
    if let (Layer::Result, Some(error)) = (layer, arguments.get(1)) {
        let mut lifetimes = Lifetimes(Vec::new());
        lifetimes.visit_type(condition);
        if borrow_of(error).is_some() || find(error, lifetimes.0).is_some() {
            return at(error, holds_guard("this error"));
        }
    }
    require_errors_without_guard(arguments[0], condition)
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
        "AtomicRefMut" => true,
        name if GUARDS.contains(&name) && name != "Ref" => true,
        _ => is_lock && name.contains("Guard"),
    }
}

#[cfg(test)]
mod tests {
    use super::{forbid, require_errors_without_guard};
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
            assert!(require_errors_without_guard(&result, &condition()).is_err());
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
            assert!(require_errors_without_guard(&result, &condition()).is_ok());
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
