//! The registering side, one call at a time: registering, and what it needs of the slots.

use super::{SpmcWaker, slot::Words, state::State};
use crate::sync::Ordering::{AcqRel, Acquire, Relaxed, SeqCst};
use core::task::Waker;

/// Wakers that a registration has displaced: the cached one, and the one registered. They are dropped
/// once it is published: their drop may panic, or wake. Dropping a tuple drops the second although the
/// first panics.
type Displaced = (Option<Waker>, Option<Waker>);

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Registers a waker, in place of the one registered before, if any.
    ///
    /// The next [`wake`](Self::wake) or [`take`](Self::take) consumes the registration. The
    /// condition must be checked again after this call: a wake that came before it woke nobody.
    ///
    /// Returns `true`: the waker is registered. (The signature leaves room for a design in which a
    /// concurrent wake can prevent that. In this one, it cannot.)
    ///
    /// # Safety
    ///
    /// Calls of the `unsafe` methods of one `SpmcWaker` must not overlap, and each must happen
    /// before the next. A call from within the clone or drop of a waker that another call causes
    /// overlaps that call. (One from within a waker's wake does not overlap: [`wake`](Self::wake) is
    /// none of these methods, so an executor may poll the task then and there.)
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, when calls overlap. Panics of the waker's clone or drop are passed
    /// on: after one in clone nothing has changed; after one in drop the new waker is registered.
    ///
    /// # Ordering
    ///
    /// A `SeqCst` load; then, unless this waker is registered already, a `SeqCst` store (over another
    /// registration a read-modify-write) or, with `SYNC`, a read-modify-write that acquires and
    /// releases.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn register(&self, waker: &Waker) -> bool {
        // SAFETY: as the caller promises.
        unsafe { self.register_or_keep(waker) };
        true
    }

    /// Registers a waker. Returns whether nothing was registered before: the registration is new,
    /// and not one that another wait relies on.
    ///
    /// A registration that a wake consumes during this call counts as one from before.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) unsafe fn register_or_keep(&self, waker: &Waker) -> bool {
        let _entered = self.overlap.enter();
        // SeqCst, with the claim in `wake.rs`: a registration found here is consumed after this
        // load in the order of all SeqCst operations (see the module documentation). It acquires
        // that claim when it shows one, so that the slot may be written. This holds on the hot path
        // too, since its store hides the claim from later loads.
        let state = self.state.load(SeqCst);
        if CACHED {
            let new = Words::of(waker);
            let cached = self.cached_slot().read_cached();
            if state.is_empty() && cached.is(new) {
                self.cached_slot().write_tag(new.in_use());
                self.publish(state.registered_cached());
                return true;
            }
            if state.is_cached() && cached.is(new.in_use()) {
                return false;
            }
        } else if self.holds_by_value(state, waker) {
            return false;
        }
        self.register_other(waker, state);
        !state.is_registered()
    }

    /// Whether this waker is registered in a transient slot.
    #[inline]
    fn holds_by_value(&self, state: State, waker: &Waker) -> bool {
        state.is_registered()
            && state.registration_is_by_value()
            && self.transient_slot(state).read().is(Words::of(waker))
    }

    /// Registers a waker that the cached slot does not hold.
    #[inline(never)]
    fn register_other(&self, waker: &Waker, state: State) {
        if CACHED && self.holds_by_value(state, waker) && !self.can_clear(state) {
            return;
        }
        // First, for it may panic: nothing has changed. It may also wake, and so consume the
        // registration that `state` shows; what follows allows for that anyway.
        let new = waker.clone();
        if state.is_registered() {
            drop(self.replace(state, new));
        } else {
            drop(self.insert(state, new));
        }
    }

    /// Whether a cached waker is left from `clear`, and no wake uses it any more. Registering anew
    /// then drops it.
    fn can_clear(&self, state: State) -> bool {
        state.is_clear_pending() && self.cached_slot().read_cached().is_idle()
    }

    /// Registers with nothing registered. Returns the waker that was cached, if any.
    fn insert(&self, state: State, new: Waker) -> Option<Waker> {
        let (state, clear_pending) = self.reclaim(state);
        self.insert_reclaimed(state, clear_pending, new)
    }

    /// Registers in a reclaimed state.
    fn insert_reclaimed(&self, state: State, clear_pending: bool, new: Waker) -> Option<Waker> {
        let new = Words::from_waker(new);
        if CACHED {
            let cached = self.cached_slot().read_cached();
            if cached.is_idle() {
                self.cached_slot().write(new.in_use());
                self.publish(state.registered_cached());
                // SAFETY: idle and acquired, so no wake uses the waker, and it has been overwritten.
                return unsafe { cached.into_cached() };
            }
        }
        // A wake still uses the cached waker, which leaves the transient slot.
        let next = state.registered_by_value().and_clear_pending(clear_pending);
        self.transient_slot(next).write(new);
        self.publish(next);
        None
    }

    /// Registers over a registration of another waker.
    fn replace(&self, state: State, new: Waker) -> Displaced {
        let next = if !CACHED || state.is_cached() {
            state.registered_by_value()
        } else if !state.is_clear_pending() && self.cached_slot().read_cached().is_idle() {
            state.registered_cached()
        } else {
            return self.take_back_and_insert(state, new);
        };
        self.move_registration(state, next, new)
    }

    /// Moves the registration to the other slot, which is free.
    fn move_registration(&self, state: State, next: State, new: Waker) -> Displaced {
        let new = Words::from_waker(new);
        let overwritten = if next.registration_is_by_value() {
            self.transient_slot(next).write(new);
            None
        } else {
            let cached = self.cached_slot().read_cached();
            self.cached_slot().write(new.in_use());
            // SAFETY: idle, as the caller found, so no wake uses the waker, and it has been
            // overwritten.
            unsafe { cached.into_cached() }
        };
        // As `publish`, whose part it plays. On failure, acquire: with the release of the claim
        // that came first, so that the wake has read the slot that it claimed.
        let success = if SYNC { AcqRel } else { SeqCst };
        if self
            .state
            .compare_exchange(state, next, success, Acquire)
            .is_err()
        {
            // A wake has consumed the old registration, and with it the right to its waker.
            // Nothing is registered; the new waker lies in its slot already.
            self.publish(next);
            return (overwritten, None);
        }
        let moved = if state.registration_is_by_value() {
            // SAFETY: the registration was not consumed, so its waker lies in the slot; it is
            // not registered any more, so no wake will take it, and none reads the slot again
            // before it is written.
            Some(unsafe { self.transient_slot(state).read().to_waker() })
        } else {
            let registered = self.cached_slot().read();
            // SAFETY: as above; the registration was what the slot was in use for.
            unsafe { self.take_cached(registered.idle()) }
        };
        (overwritten, moved)
    }

    /// Takes the registration back and registers anew, when no slot is free to move it to.
    fn take_back_and_insert(&self, state: State, new: Waker) -> Displaced {
        // Acquire on failure: as in `move_registration`, and as in `reclaim`, since the state found
        // may be that of a slot whose waker was moved out. Relaxed on success: `state` has been acquired where it
        // was loaded, and nothing is published.
        match self
            .state
            .compare_exchange(state, state.reclaimed(), Relaxed, Acquire)
        {
            Ok(()) => {
                // SAFETY: as in `move_registration`.
                let taken_back = unsafe { self.transient_slot(state).read().to_waker() };
                let clear_pending = state.is_clear_pending();
                let overwritten = self.insert_reclaimed(state.reclaimed(), clear_pending, new);
                (overwritten, Some(taken_back))
            }
            Err(state) => (self.insert(state, new), None),
        }
    }

    /// Empties the cached slot, and returns the waker of its words, given without the tag.
    ///
    /// # Safety
    ///
    /// The slot must hold these words, with or without the tag. Its waker must not be registered, and
    /// no wake may use it.
    pub(super) unsafe fn take_cached(&self, cached: Words) -> Option<Waker> {
        self.cached_slot().write(Words::EMPTY);
        // SAFETY: untagged and not in use, as the caller promises; and the slot holds them no more.
        unsafe { cached.into_cached() }
    }

    /// With nothing registered, takes from the wakes what an earlier `clear` left to them. Returns
    /// the state without flags, and whether the cached waker has yet to be dropped.
    pub(super) fn reclaim(&self, state: State) -> (State, bool) {
        let mut is_moved_out = state.cached_is_moved_out();
        let mut clear_pending = false;
        if state.is_clear_pending() {
            // Relaxed on success: `state` has been acquired where it was loaded or found. Acquire on
            // failure, with the release in `free_cached`: that wake has read the slot, and the wake
            // before it has released the slot, before `EMPTY` is written.
            match self
                .state
                .compare_exchange(state, state.reclaimed(), Relaxed, Acquire)
            {
                Ok(()) => clear_pending = true,
                Err(found) => {
                    debug_assert!(found.cached_is_moved_out(), "a wake can do nothing else");
                    is_moved_out = true;
                }
            }
        }
        if is_moved_out {
            self.cached_slot().write(Words::EMPTY);
        }
        (state.reclaimed(), clear_pending)
    }

    /// Makes a registration, or a request to clear, visible to wakes. The state must be without
    /// either, so that wakes do not change it.
    #[inline]
    pub(super) fn publish(&self, next: State) {
        if SYNC {
            // Acquire, with the release read-modify-write in each wake before it: the next check
            // sees what that wake's caller wrote. Release, with the acquiring loads of wakes and
            // their claims: they see the slot.
            self.state.swap(next, AcqRel);
        } else {
            // SeqCst, with the first load in `wake`: this store, then the next check; there, the
            // condition's change, then that load. Release (contained): as above. No wake writes
            // such a state, so this store overwrites nothing.
            self.state.store(next, SeqCst);
        }
    }
}
