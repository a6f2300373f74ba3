//! The registering side, one call at a time: removing and clearing.

use super::{SpmcWaker, slot::Words};
use crate::sync::{
    CLEAR_LOOKS,
    Ordering::{Acquire, Relaxed},
};
use core::{hint, task::Waker};

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Removes the registration. Returns whether there was one to remove.
    ///
    /// A cached waker stays cached; [`clear`](Self::clear) drops that too. `false` means that
    /// nothing was registered, or that a wake has consumed the registration.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// As [`register`](Self::register), for overlapping calls and the waker's drop, after which
    /// nothing is registered.
    ///
    /// # Ordering
    ///
    /// A relaxed compare-exchange: synchronises nothing.
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn unregister(&self) -> bool {
        let _entered = self.overlap.enter();
        let (was_registered, removed) = self.remove();
        drop(removed);
        was_registered
    }

    /// Removes the registration, and drops the cached waker.
    ///
    /// When a wake is just then inside that waker's [`wake_by_ref`](Waker::wake_by_ref), or a take
    /// inside its clone, that call drops the waker when it comes back. So a finished task is not kept
    /// alive by the wake that finished it.
    ///
    /// One case is left, a window of a few nanoseconds. When that call comes back just as this one
    /// leaves the request to it, neither may see the other: that call looks for the request once, and
    /// this one looks whether the waker is free eight times. Then the next wake, registration or drop
    /// of this `SpmcWaker` drops the waker. To close the window would take a fence in every wake.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// As [`unregister`](Self::unregister).
    ///
    /// # Ordering
    ///
    /// As [`unregister`](Self::unregister): synchronises nothing.
    #[cfg_attr(debug_assertions, track_caller)]
    #[inline]
    pub unsafe fn clear(&self) {
        let _entered = self.overlap.enter();
        if !self.is_unused() {
            self.clear_used();
        }
    }

    /// Whether nothing is registered or cached: so it is where no task ever had to wait.
    ///
    /// Relaxed: this side alone registers, and writes what it finds here. Nothing is done about it.
    #[inline]
    fn is_unused(&self) -> bool {
        self.state.load(Relaxed).is_empty()
            && (!CACHED || self.cached_slot().read().is(Words::EMPTY))
    }

    #[inline(never)]
    fn clear_used(&self) {
        let (_, removed) = self.remove();
        let cached = if CACHED { self.clear_cached() } else { None };
        drop((removed, cached));
    }

    /// Takes the registration back. Returns whether there was one, and its waker if not cached.
    fn remove(&self) -> (bool, Option<Waker>) {
        // Relaxed: the compare-exchange tells whether this is the latest state, and nothing is
        // read or written for one that shows a claim. What follows, `clear_cached` or another
        // call, loads anew.
        let state = self.state.load(Relaxed);
        if !state.is_registered() {
            return (false, None);
        }
        // Relaxed: it takes back what this side itself has published, and publishes nothing.
        if self
            .state
            .compare_exchange(state, state.unregistered(), Relaxed, Relaxed)
            .is_err()
        {
            return (false, None);
        }
        if CACHED && state.is_cached() {
            let cached = self.cached_slot();
            cached.write_tag(cached.read().idle());
            (true, None)
        } else {
            // SAFETY: as in `move_registration`.
            (
                true,
                Some(unsafe { self.transient_slot(state).read().to_waker() }),
            )
        }
    }

    /// Takes the cached waker out or, if a wake uses it, leaves it to others. Nothing may be
    /// registered.
    fn clear_cached(&self) -> Option<Waker> {
        // Acquire, with the release of the claims and of `free_cached`: the slot is this side's.
        let (state, _) = self.reclaim(self.state.load(Acquire));
        if self.cached_slot().read_cached().is_idle() {
            return self.take_cached();
        }
        let requested = state.clear_requested();
        self.publish(requested);
        // The wake inside looks at the state when it comes back. If it did so before the request, the
        // release of the slot came before that, and is about to become visible here.
        let is_idle = (0..CLEAR_LOOKS).any(|_| {
            hint::spin_loop();
            self.cached_slot().read_cached().is_idle()
        });
        if !is_idle {
            return None;
        }
        // That wake may have seen the request as well. Then it has taken the waker out, and this leaves
        // the slot empty.
        self.reclaim(requested);
        self.take_cached()
    }
}
