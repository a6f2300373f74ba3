//! The error of generated sinks.

/// The result of a sink's wait. The macro uses this trait to name the error type where it cannot read it from the
/// tokens, as in `io::Result<()>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a sink accepts an item or fails: a wait that is one returns `Poll<Result<(), E>>`, not \
               `Poll<{Self}>`",
    label = "not `Result<(), E>`"
)]
pub trait SinkResult {
    /// The error.
    type Error;
}

impl<E> SinkResult for Result<(), E> {
    type Error = E;
}
