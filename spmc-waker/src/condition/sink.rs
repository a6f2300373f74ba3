//! What generated sinks need.

/// What the wait of a sink returns, where the name of a type does not show what it fails with:
/// `io::Result<()>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a sink accepts an item or fails: a wait that is one returns `Poll<Result<(), E>>`, not \
               `Poll<{Self}>`",
    label = "not `Result<(), E>`"
)]
pub trait SinkResult {
    /// What it fails with.
    type Error;
}

impl<E> SinkResult for Result<(), E> {
    type Error = E;
}
