//! Rules for guards in the results of methods. The condition can be changed through a guard until it is dropped.

use crate::{
    errors::at,
    model::{Method, Model},
    syntax::{
        Layer, borrow_of, find_future, find_guard, is_plain, last_segment, layer_of, ungroup,
    },
};
use syn::{Ident, ReturnType, Type};

/// Requires that a `#[notify(guard)]` method returns a guard, and that other changes return a value that borrows
/// nothing.
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
    if let Some(future) = find_future(ty) {
        return at(
            &future,
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
                &borrow.tokens,
                "the result of a `#[notify]` method cannot borrow from the condition: the waiting \
                 task is woken when the method returns, before the caller uses such a result. To \
                 wake after a guard is dropped, write `#[notify(guard)]`",
            ),
            None => forbid(ty),
        },
    }
}

/// Requires that a query returns no future, and returns a guard only with the option `guard`.
pub(super) fn require_read(result: &Type, guard: Option<&Ident>) -> syn::Result<()> {
    if let Some(future) = find_future(result) {
        return at(
            &future,
            "a `#[query]` method looks at the condition now, and a future does so later, and is never \
             woken. Mark a check with `#[wait(NAME)]` for what is waited for",
        );
    }
    match (find_guard(result, None), guard) {
        (Some(found), None) => at(
            &found,
            "a `#[query]` method only reads, and through a guard the condition can be changed without a \
             wake: return what was read, or mark the method `#[query(guard)]` if this guard only reads, and \
             `#[notify(guard)]` otherwise",
        ),
        (None, Some(_)) if !may_be_guard(result) => at(
            result,
            "this is no guard: `#[query]` alone is for methods that return what they read",
        ),
        _ => Ok(()),
    }
}

const NO_GUARD: &str = "this method returns no guard whose drop could wake: without `guard`, the \
                        waiting task is woken when the method returns";

/// Requires that the type inside of `Option` and `Result` can borrow.
fn require_guard(result: &Type) -> syn::Result<()> {
    if let Some((_, arguments)) = layer_of(ungroup(result)) {
        return require_guard(arguments[0]);
    }
    if may_be_guard(result) {
        Ok(())
    } else {
        at(result, NO_GUARD)
    }
}

/// Whether a type may be a guard, as far as its name shows.
fn may_be_guard(result: &Type) -> bool {
    match ungroup(result) {
        Type::Path(path) => path.path.segments.last().is_none_or(|last| {
            let name = last.ident.to_string();
            !is_plain(&name) && name != "bool"
        }),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) | Type::FnPtr(_) => false,
        Type::Reference(reference) => reference.mutability.is_some(),
        _ => true,
    }
}

/// Refuses a guard without the option `guard`, because the wake would come before its drop.
fn forbid(result: &Type) -> syn::Result<()> {
    match find_guard(result, None) {
        Some(guard) => at(
            &guard,
            "the waiting task is woken when this method returns, before the condition is changed \
             through the guard. To wake after a guard is dropped, write `#[notify(guard)]`",
        ),
        None => Ok(()),
    }
}

/// Refuses a guard in an error type, because the macro could not wrap it.
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
        if borrow_of(error).is_some() || find_guard(error, Some(condition)).is_some() {
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

#[cfg(test)]
mod tests {
    use super::require_errors_without_guard;
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
}
