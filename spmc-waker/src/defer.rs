//! Steps that run even if an earlier one panics.

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

// The functions below pass closures to `while_unwinding` by value. It is not inlined, so a local that such a closure
// borrowed would have to be in memory and not in a register, even if nothing panics.

/// Calls a closure with each item, even if it panics for one of them. Passes the first panic on.
///
/// After a panic it begins again with the first item, so the call must be harmless when it is repeated.
#[inline]
pub(crate) fn each<I: Iterator + Clone>(items: I, act: impl Fn(I::Item) + Copy) {
    let rest = Defer::new(|| {
        items
            .clone()
            .for_each(|item| while_unwinding(move || act(item)));
    });
    items.clone().for_each(act);
    mem::forget(rest);
}

/// Runs one closure and then the other, even if the first panics. Passes the first panic on.
#[inline]
pub(crate) fn in_turn<R>(first: impl FnOnce() -> R, then: impl FnOnce()) -> R {
    let mut then = Some(then);
    let after_panic = Defer::new(|| {
        if let Some(then) = then.take() {
            while_unwinding(then);
        }
    });
    let result = first();
    mem::forget(after_panic);
    if let Some(then) = then {
        then();
    }
    result
}

/// Runs one closure and, if it panics, the other. Passes the first panic on.
#[inline]
pub(crate) fn or_on_panic(run: impl FnOnce(), on_panic: impl Fn() + Copy) {
    let after_panic = Defer::new(move || while_unwinding(on_panic));
    run();
    mem::forget(after_panic);
}

/// Runs a closure, and runs it again after each panic, until it returns. Passes the first panic on.
///
/// A repeated run must go on where the last one stopped, or repeat only what is harmless. Each run that panics must
/// have made progress.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn run_to_the_end(mut run: impl FnMut()) {
    use core::panic::AssertUnwindSafe;
    use std::panic::{catch_unwind, resume_unwind};

    let mut first = None;
    let mut later = None;
    loop {
        // Unwind safety: the closure is made for this.
        let attempt = AssertUnwindSafe(|| {
            // Drop the last panic's payload in here, because that drop may panic, too.
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

/// Runs a closure, and runs it again if it panics. A second panic aborts the process, as in any drop during unwinding.
///
/// The closure must do the same as with `std`.
#[cfg(not(feature = "std"))]
#[inline]
pub(crate) fn run_to_the_end(run: impl FnMut()) {
    struct Again<F: FnMut()>(F);

    impl<F: FnMut()> Drop for Again<F> {
        fn drop(&mut self) {
            (self.0)();
        }
    }

    let mut again = Again(run);
    (again.0)();
    mem::forget(again);
}

/// Runs a closure during unwinding, and swallows its panic. Without `std`, nothing can catch that panic, so it aborts
/// the process.
#[cold]
fn while_unwinding(run: impl FnOnce()) {
    #[cfg(feature = "std")]
    {
        use std::panic::{AssertUnwindSafe, catch_unwind};
        // Unwind safety: callers expect this state after the first panic anyway.
        if let Err(panic) = catch_unwind(AssertUnwindSafe(run)) {
            // The drop of the payload may panic, too. That second payload is leaked, since its drop may panic again.
            mem::forget(catch_unwind(AssertUnwindSafe(|| drop(panic))));
        }
    }
    #[cfg(not(feature = "std"))]
    run();
}
