//! A wake goes on although a waker panics: what it has taken out of words, nobody else will find.

/// Runs a closure, and again after each panic, until it returns. Passes the first panic on.
///
/// The closure must go on where it was, or do something that is harmless to do again. It must have
/// come further whenever it panics.
#[cfg(feature = "std")]
#[inline]
pub(super) fn run_to_the_end(mut run: impl FnMut()) {
    use core::panic::AssertUnwindSafe;
    use std::panic::{catch_unwind, resume_unwind};

    let mut first = None;
    let mut later = None;
    loop {
        // Unwind safety: the closure is made for this.
        let attempt = AssertUnwindSafe(|| {
            // In here, for its drop may panic, too.
            drop(later.take());
            run();
        });
        match catch_unwind(attempt) {
            Ok(()) => break,
            Err(panic) if first.is_none() => first = Some(panic),
            Err(panic) => later = Some(panic),
        }
    }
    if let Some(panic) = first {
        resume_unwind(panic);
    }
}

/// Runs a closure, and again if it panics. A second panic aborts, as in any drop on unwinding.
///
/// The closure must go on where it was, or do something that is harmless to do again. It must have
/// come further whenever it panics.
#[cfg(not(feature = "std"))]
#[inline]
pub(super) fn run_to_the_end(run: impl FnMut()) {
    struct Again<F: FnMut()>(F);

    impl<F: FnMut()> Drop for Again<F> {
        fn drop(&mut self) {
            (self.0)();
        }
    }

    let mut again = Again(run);
    (again.0)();
    core::mem::forget(again);
}
