//! Arguments that each check of a wait gets one of.

/// An argument that a wait takes by value, and passes to each of its checks.
#[diagnostic::on_unimplemented(
    message = "an argument that a wait takes by value must be `Clone`, and `{Self}` is not",
    label = "not `Clone`",
    note = "the check runs more than once for each wait, and each run gets a clone of its own: take \
            the argument by reference, or make its type `Clone`; what the check is to take over goes \
            into `#[once] name: &mut Option<T>`"
)]
pub trait Repeat {
    /// One more of it.
    #[must_use]
    fn repeat(&self) -> Self;
}

impl<T: Clone> Repeat for T {
    #[inline]
    fn repeat(&self) -> Self {
        self.clone()
    }
}
