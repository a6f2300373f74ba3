//! What runs although something before it panics.

use core::mem;

/// Runs a closure when it is dropped. Of several in one scope, the last runs first.
pub struct Defer<F: FnMut()>(F);

impl<F: FnMut()> Defer<F> {
    /// Runs this closure when the result is dropped.
    #[inline]
    #[must_use = "it runs at once if it is not bound"]
    pub const fn new(run: F) -> Self {
        Self(run)
    }
}

impl<F: FnMut()> Drop for Defer<F> {
    #[inline]
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Runs a closure, and once more if it panics. What it has done by then must be harmless to do again.
#[inline]
pub(crate) fn again_after_panic(run: impl Fn()) {
    let again = Defer::new(&run);
    run();
    mem::forget(again);
}
