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
