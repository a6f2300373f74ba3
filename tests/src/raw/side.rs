//! The registering side as a handle of which there is one.

use spmc_waker::{Readiness, SpmcWaker};
use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// A waking side. The standard library's `Arc` under loom too: loom's would add synchronisation.
pub type WakingSide<const SYNC: bool, const CACHED: bool> = Arc<SpmcWaker<SYNC, CACHED>>;

/// The registering side of a `SpmcWaker`.
#[derive(Debug)]
pub struct RegisteringSide<const SYNC: bool, const CACHED: bool> {
    // Invariant: this `SpmcWaker` was made in `split`, which made no other handle. Of what `&self`
    // gives access to, only `&mut self` reaches the unsafe methods, so that calls do not overlap.
    waker: WakingSide<SYNC, CACHED>,
}

/// Makes a new `SpmcWaker` and both its sides.
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

// SAFETY of all calls below: this is the only handle of this `SpmcWaker` (see the field), and
// `&mut self` makes each call end before the next begins, which happens after it. A waker's clone
// or drop, or a check, cannot call again meanwhile: it would need the same `&mut`.
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

/// Registers a waker whose clone registers in turn, which the safe handle rules out.
///
/// # Panics
///
/// Always, and before anything overlaps: there are debug assertions.
#[cfg(all(debug_assertions, not(loom)))]
pub fn register_in_clone(waker: &WakingSide<false, true>, task: &super::Task) {
    let inner = waker.clone();
    task.on(super::Event::Clone, move || {
        // SAFETY: it overlaps the call below, and with debug assertions panics for that reason
        // before it does anything else.
        unsafe { inner.register(Waker::noop()) };
    });
    // SAFETY: as above.
    unsafe { waker.register(&task.waker()) };
}
