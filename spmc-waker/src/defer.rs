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

// Below, nothing refers to a local while it is passed to `while_unwinding`, which is not inlined: such a
// local would have to be in memory, and not in registers, although nothing panics.

/// Does something with each item, also after one of them has panicked. Passes the first panic on.
///
/// After a panic, it begins anew: what has been done must be harmless to do again.
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

/// Runs the first closure and then the other one, also if the first panics. Passes the first panic on.
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

/// Runs a closure, and again after each panic, until it returns. Passes the first panic on.
///
/// The closure must go on where it was, or do something that is harmless to do again. It must have
/// come further whenever it panics.
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

/// Runs a closure while a panic unwinds. A panic of its own ends here.
///
/// Without `std` there is no way to catch it: it aborts the process.
#[cold]
fn while_unwinding(run: impl FnOnce()) {
    #[cfg(feature = "std")]
    {
        use std::panic::{AssertUnwindSafe, catch_unwind};
        // What it leaves behind is as consistent as after the first panic.
        _ = catch_unwind(AssertUnwindSafe(run));
    }
    #[cfg(not(feature = "std"))]
    run();
}
