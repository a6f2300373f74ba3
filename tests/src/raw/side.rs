//! The registering side as a unique handle.

use spmc_waker::{Readiness, SpmcWaker};
use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// A waking side. It is in the standard library's `Arc` under loom, too: loom's would add synchronisation.
pub type WakingSide<const SYNC: bool, const CACHED: bool> = Arc<SpmcWaker<SYNC, CACHED>>;

/// The registering side of a `SpmcWaker`.
#[derive(Debug)]
pub struct RegisteringSide<const SYNC: bool, const CACHED: bool> {
    // Invariant: `split` made this `SpmcWaker`, and no other registering handle for it. The unsafe methods
    // are called only with `&mut self`, so calls do not overlap.
    waker: WakingSide<SYNC, CACHED>,
}

/// Creates a `SpmcWaker` and returns both its sides.
pub fn split<const SYNC: bool, const CACHED: bool>()
-> (RegisteringSide<SYNC, CACHED>, WakingSide<SYNC, CACHED>) {
    let waker = Arc::new(SpmcWaker::new());
    (
        RegisteringSide {
            waker: waker.clone(),
        },
        waker,
    )
}

// SAFETY of all calls below: this is the only registering handle of this `SpmcWaker` (see the field).
// `&mut self` makes each call end, and happen, before the next one begins. A waker's clone or drop, or a
// check, cannot call again during a call: it would need the same `&mut`.
impl<const SYNC: bool, const CACHED: bool> RegisteringSide<SYNC, CACHED> {
    /// See [`SpmcWaker::register`].
    pub fn register(&mut self, waker: &Waker) -> bool {
        // SAFETY: as above.
        unsafe { self.waker.register(waker) }
    }

    /// See [`SpmcWaker::unregister`].
    pub fn unregister(&mut self) -> bool {
        // SAFETY: as above.
        unsafe { self.waker.unregister() }
    }

    /// See [`SpmcWaker::clear`].
    pub fn clear(&mut self) {
        // SAFETY: as above.
        unsafe { self.waker.clear() }
    }

    /// See [`SpmcWaker::poll_wait_until`].
    pub fn poll_wait_until<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let mut cx = Context::from_waker(waker);
        // SAFETY: as above.
        unsafe { self.waker.poll_wait_until(&mut cx, check) }
    }
}

/// Registers a waker whose clone registers, too. The safe handle rules this out.
///
/// # Panics
///
/// Always panics, before anything overlaps: debug assertions are on.
#[cfg(all(debug_assertions, not(any(loom, shuttle))))]
pub fn register_in_clone(waker: &WakingSide<false, true>, task: &super::Task) {
    let inner = waker.clone();
    task.on(super::Event::Clone, move || {
        // SAFETY: this overlaps the call below. With debug assertions it panics for that reason before it
        // does anything else.
        unsafe { inner.register(Waker::noop()) };
    });
    // SAFETY: as above.
    unsafe { waker.register(&task.waker()) };
}
