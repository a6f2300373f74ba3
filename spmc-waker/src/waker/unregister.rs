//! The registering side, one call at a time: removing and clearing.

use super::{SpmcWaker, state::State};
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
        let Some(removed) = self.remove() else {
            return false;
        };
        drop(self.release_removed(removed));
        true
    }

    /// Removes the registration and moves its waker out. `None` means that nothing was registered, or
    /// that a wake has consumed the registration.
    ///
    /// It never clones. A waker that was registered from the cached slot leaves that slot empty, so
    /// its next registration clones it.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, when calls overlap.
    ///
    /// # Ordering
    ///
    /// As [`unregister`](Self::unregister): synchronises nothing.
    #[cfg(feature = "std")]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) unsafe fn unregister_waker(&self) -> Option<Waker> {
        let _entered = self.overlap.enter();
        let removed = self.remove()?;
        if CACHED && removed.is_cached() {
            let registered = self.cached_slot().read();
            // SAFETY: the registration was the slot's only use, and is removed. A wake that had used
            // it before has released it, and this side has acquired that, or it would not have
            // registered from this slot.
            unsafe { self.take_cached(registered.idle()) }
        } else {
            self.release_removed(removed)
        }
    }

    /// Removes the registration, and drops the cached waker.
    ///
    /// When a wake is just then inside that waker's [`wake_by_ref`](Waker::wake_by_ref), or a take
    /// inside its clone, that call drops the waker when it comes back. So a finished task is not kept
    /// alive by the wake that finished it. If another task has registered by then, the call wakes that
    /// task as well, which a waker may always do.
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
        self.state.load(Relaxed).is_empty() && (!CACHED || self.cached_slot().read().is_empty())
    }

    #[inline(never)]
    fn clear_used(&self) {
        let by_value = self
            .remove()
            .and_then(|removed| self.release_removed(removed));
        let cached = if CACHED { self.clear_cached() } else { None };
        drop((by_value, cached));
    }

    /// Takes the registration back. Returns the state that showed it, unless there was none.
    ///
    /// The slot of that registration is then this side's, and still holds its waker.
    fn remove(&self) -> Option<State> {
        // Relaxed: the compare-exchange tells whether this is the latest state, and nothing is
        // read or written for one that shows a claim. What follows, `clear_cached` or another
        // call, loads anew.
        let state = self.state.load(Relaxed);
        if !state.is_registered() {
            return None;
        }
        // Relaxed: it takes back what this side itself has published, and publishes nothing.
        self.state
            .compare_exchange(state, state.unregistered(), Relaxed, Relaxed)
            .ok()?;
        Some(state)
    }

    /// Leaves the waker of a removed registration in the cached slot, which is idle again, or returns
    /// it from the transient slot.
    fn release_removed(&self, removed: State) -> Option<Waker> {
        if CACHED && removed.is_cached() {
            let cached = self.cached_slot();
            cached.write_tag(cached.read().idle());
            None
        } else {
            // SAFETY: as in `move_registration`.
            Some(unsafe { self.transient_slot(removed).read().to_waker() })
        }
    }

    /// Takes the cached waker out or, if a wake uses it, leaves it to others. Nothing may be
    /// registered.
    fn clear_cached(&self) -> Option<Waker> {
        // Acquire, with the release of the claims and of `free_cached`: the slot is this side's.
        let (state, _) = self.reclaim(self.state.load(Acquire));
        let cached = self.cached_slot().read_cached();
        if cached.is_idle() {
            // SAFETY: nothing is registered, as the caller promises, and idle means that no wake uses
            // the waker. `reclaim` has seen to it that none takes it either.
            return unsafe { self.take_cached(cached) };
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
        // SAFETY: as above.
        unsafe { self.take_cached(self.cached_slot().read()) }
    }
}

#[cfg(all(test, feature = "std", not(loom)))]
mod tests {
    use super::*;
    use std::{
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering::Relaxed},
        },
        task::Wake,
    };

    #[derive(Default)]
    struct Task {
        wakes: AtomicUsize,
    }

    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            self.wakes.fetch_add(1, Relaxed);
        }
    }

    /// Registers so many tasks, one over the other, and moves the last one's waker out.
    fn move_out_of<const SYNC: bool, const CACHED: bool>(count: usize) {
        let tasks: [Arc<Task>; 3] = Default::default();
        let side = SpmcWaker::<SYNC, CACHED>::new();
        let register = |task: &Arc<Task>| {
            // SAFETY: one thread, and the wakers do not call the registering side.
            unsafe { side.register(&Waker::from(Arc::clone(task))) };
        };
        tasks[..count].iter().for_each(register);
        // SAFETY: as above.
        let moved = unsafe { side.unregister_waker() }.expect("it is registered");
        assert!(!side.has_waker_registered());
        side.wake();
        // SAFETY: as above.
        assert!(unsafe { side.unregister_waker() }.is_none());
        let last = &tasks[count - 1];
        assert_eq!(
            Arc::strong_count(last),
            2,
            "only what was moved out is left"
        );
        moved.wake();
        assert_eq!((last.wakes.load(Relaxed), Arc::strong_count(last)), (1, 1));

        register(last);
        side.wake();
        assert_eq!(
            (last.wakes.load(Relaxed), Arc::strong_count(last)),
            (2, if CACHED { 2 } else { 1 }),
            "the cached slot serves again"
        );
        // SAFETY: as above.
        assert!(unsafe { side.unregister_waker() }.is_none(), "it is woken");
        register(&tasks[0]);
        drop(side);
        assert!(tasks.iter().all(|task| Arc::strong_count(task) == 1));
    }

    #[test]
    fn the_registered_waker_is_moved_out() {
        for count in 1..=3 {
            move_out_of::<false, false>(count);
            move_out_of::<false, true>(count);
            move_out_of::<true, false>(count);
            move_out_of::<true, true>(count);
        }
    }
}
