//! What a check may return.

use core::task::Poll;

/// What the check of a condition may return: `bool`, [`Option`] or [`Poll`].
///
/// | the check returns | it is ready with | it is pending with |
/// |---|---|---|
/// | `bool`      | `true`, and the wait returns `()`        | `false`   |
/// | `Option<T>` | `Some(value)`, and the wait returns `T`  | `None`    |
/// | `Poll<T>`   | `Ready(value)`, and the wait returns `T` | `Pending` |
///
/// A check that can end without a value returns `Poll<Option<T>>`: `None` would read as pending.
#[diagnostic::on_unimplemented(
    message = "a check that is waited for must return `bool`, `Option<T>` or `Poll<T>`, not `{Self}`",
    label = "not a readiness: return `bool`, `Option<T>` or `Poll<T>`",
    note = "`true`, `Some(value)` and `Poll::Ready(value)` end the wait; `false`, `None` and \
            `Poll::Pending` go on waiting. To wait for a value of any type `V`, return `Poll<V>`"
)]
pub trait Readiness: sealed::Sealed {
    /// What the wait returns once the condition holds.
    type Output;

    /// Whether the condition holds.
    fn is_ready(&self) -> bool;

    /// The same as a [`Poll`].
    fn into_poll(self) -> Poll<Self::Output>;
}

impl Readiness for bool {
    type Output = ();

    #[inline]
    fn is_ready(&self) -> bool {
        *self
    }

    #[inline]
    fn into_poll(self) -> Poll<()> {
        if self { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl<T> Readiness for Option<T> {
    type Output = T;

    #[inline]
    fn is_ready(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn into_poll(self) -> Poll<T> {
        match self {
            Some(value) => Poll::Ready(value),
            None => Poll::Pending,
        }
    }
}

impl<T> Readiness for Poll<T> {
    type Output = T;

    #[inline]
    fn is_ready(&self) -> bool {
        Self::is_ready(self)
    }

    #[inline]
    fn into_poll(self) -> Self {
        self
    }
}

mod sealed {
    use core::task::Poll;

    pub trait Sealed {}
    impl Sealed for bool {}
    impl<T> Sealed for Option<T> {}
    impl<T> Sealed for Poll<T> {}
}
