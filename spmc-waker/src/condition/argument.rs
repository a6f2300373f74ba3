//! What generated code does with closures and arguments.

use super::traits::Condition;

/// An argument that a wait takes by value, of which each check gets a clone: any `Clone` type. A trait
/// of its own says better what is missing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an argument that a wait takes by value must be `Clone`, and `{Self}` is not",
    label = "not `Clone`",
    note = "the check runs more than once for each wait, and each run gets a clone of its own: take \
            the argument by reference, or make its type `Clone`; what the check takes for itself goes \
            into `#[once] name: &mut Option<T>`"
)]
pub trait Clones {
    /// One more of it.
    #[must_use]
    fn clone_for_check(value: &Self) -> Self;
}

impl<T: Clone> Clones for T {
    #[inline]
    fn clone_for_check(value: &Self) -> Self {
        value.clone()
    }
}

/// Runs a check that declares what it returns.
#[doc(hidden)]
#[inline]
pub fn declared_check<'c, C: Condition, R>(condition: &'c C, check: impl FnOnce(&'c C) -> R) -> R {
    check(condition)
}

/// Runs a check that does not declare what it returns: `bool`.
#[doc(hidden)]
#[inline]
pub fn check<'c, C: Condition, R: UndeclaredCheck>(
    condition: &'c C,
    check: impl FnOnce(&'c C) -> R,
) -> bool {
    R::into_bool(check(condition))
}

/// What a check may return without saying so: `bool`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`until` returns `{Self}`, and has to say so",
    label = "not `bool`: declare the type, as in `|condition| -> Option<_> {{ … }}` with the type written \
             out",
    note = "a check whose type is not declared returns `bool`; one that is declared may also return \
            `Option<T>` or `Poll<T>`, and the wait then returns the `T`"
)]
pub trait UndeclaredCheck {
    /// The same.
    fn into_bool(value: Self) -> bool;
}

impl UndeclaredCheck for bool {
    #[inline]
    fn into_bool(value: Self) -> bool {
        value
    }
}
