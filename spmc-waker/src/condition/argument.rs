//! How generated code calls a check, and clones arguments for it.

use super::traits::Condition;

/// An argument that a wait takes by value. Each check gets a clone of it. This is `Clone`, as a trait of its own with
/// a better message.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an argument that a wait takes by value must be `Clone`, and `{Self}` is not",
    label = "not `Clone`",
    note = "the check runs more than once for each wait, and each run gets a clone of its own: take \
            the argument by reference, or make its type `Clone`; what the check takes for itself goes \
            into `#[once] name: &mut Option<T>`"
)]
pub trait Clones {
    /// Clones it.
    #[must_use]
    fn clone_for_check(value: &Self) -> Self;
}

impl<T: Clone> Clones for T {
    #[inline]
    fn clone_for_check(value: &Self) -> Self {
        value.clone()
    }
}

/// Runs a check whose closure declares its return type.
#[doc(hidden)]
#[inline]
pub fn declared_check<'c, C: Condition, R>(condition: &'c C, check: impl FnOnce(&'c C) -> R) -> R {
    check(condition)
}

/// Runs a check whose closure does not declare its return type, which must be `bool`.
#[doc(hidden)]
#[inline]
pub fn check<'c, C: Condition, R: UndeclaredCheck>(
    condition: &'c C,
    check: impl FnOnce(&'c C) -> R,
) -> bool {
    R::into_bool(check(condition))
}

/// What a check may return without declaring it: `bool`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`until` returns `{Self}`, and has to say so",
    label = "not `bool`: declare the type, as in `|condition| -> Option<_> {{ … }}` with the type written \
             out",
    note = "a check whose type is not declared returns `bool`; one that is declared may also return \
            `Option<T>` or `Poll<T>`, and the wait then returns the `T`"
)]
pub trait UndeclaredCheck {
    /// Returns the same value.
    fn into_bool(value: Self) -> bool;
}

impl UndeclaredCheck for bool {
    #[inline]
    fn into_bool(value: Self) -> bool {
        value
    }
}
