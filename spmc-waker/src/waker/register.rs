//! The registering side: registering.

use super::{
    Readiness, SpmcWaker,
    publish::{publish, publish_in_set},
    side::{Reclaimed, Registered, RegisteringSide, Removed, Unregistered},
    slot::{IdleSlot, Words},
    state::State,
};
use crate::sync::Ordering::{AcqRel, Acquire, Relaxed, SeqCst};
use core::task::{Context, Poll, Waker};

/// Wakers that a registration has displaced: the cached one, and the registered one. They are dropped after the
/// registration is published, because their drop may panic, or wake. Dropping a tuple drops the second field even if
/// the first drop panics.
type Displaced = (Option<Waker>, Option<Waker>);

impl<const SYNC: bool, const CACHED: bool> RegisteringSide<'_, SYNC, CACHED> {
    /// Registers a waker. Returns whether nothing was registered before. Then the registration is new, and no other
    /// wait relies on it.
    ///
    /// A registration that a wake consumes during this call counts as an earlier one.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn register(&mut self, waker: &Waker) -> bool {
        let owner = self.owner();
        let _entered = owner.overlap.enter();
        // SeqCst, with the claim in `claim.rs`: a registration found here is consumed after this load in the order of
        // all SeqCst operations (see the module documentation). If the state shows a claim, this load acquires it, so
        // that the slot may be written. The hot path needs this, too, because its store hides the claim from later
        // loads.
        let state = owner.state.load(SeqCst);
        if CACHED {
            let new = Words::of(waker);
            let cached = owner.cached_slot().read_cached();
            if state.is_empty() && cached.is(new) {
                // SAFETY: nothing is registered, and nothing is left to wakes. The slot holds the words of `new`, without
                // the tag and acquired, so no wake uses the waker.
                unsafe { IdleSlot::new(owner.cached_slot(), new) }.reuse();
                // SAFETY: nothing is registered, and the waker is in the cached slot, which is in use.
                unsafe { publish(owner, state.registered_cached()) };
                return true;
            }
            if state.is_cached() && cached.is(new.in_use()) {
                return false;
            }
        } else if owner.holds_by_value(state, waker) {
            return false;
        }
        // SAFETY: the state was found above, and nothing has been changed since.
        unsafe { self.reborrow().register_other(waker, state) };
        !state.is_registered()
    }

    /// Registers a waker in a set, where wakes come here only after they have taken the slot's bit from a word. Returns
    /// whether the registration may be new. If so, the caller must set that bit by a read-modify-write, also if it is
    /// set. Then that synchronises with wakes, and what this publishes is a plain store as a rule.
    ///
    /// Unless it `keeps` the waker in the cached slot, it registers by value: a wake leaves nothing here.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn register_in_set(&mut self, waker: &Waker, keeps: bool) -> bool {
        let owner = self.owner();
        let _entered = owner.overlap.enter();
        // SeqCst and Acquire: as in `register`. The word's bit does not make up for it. A wake may have taken the bit of
        // an earlier registration, and claim this one late. With a weaker load, the poll that discards the notification of
        // that wake could miss the claim. The next wake takes the bit, and finds nothing here: `tests/litmus/kept_sc`
        // and `tests/litmus/kept_sync`, whose twins have this load as Acquire.
        let state = owner.state.load(SeqCst);
        if CACHED && keeps {
            let new = Words::of(waker);
            let cached = owner.cached_slot().read_cached();
            if state.is_empty() && cached.is(new) {
                // SAFETY: as in `register`.
                unsafe { IdleSlot::new(owner.cached_slot(), new) }.reuse();
                // SAFETY: as in `register`, and the caller is a set.
                unsafe { publish_in_set(owner, state.registered_cached()) };
                return true;
            }
            if state.is_cached() && cached.is(new.in_use()) {
                return false;
            }
        } else if state.is_empty() {
            // SAFETY: nothing is registered and nothing is left to wakes, and the caller is a set.
            unsafe { self.reborrow().register_by_value_in_set(waker, state) };
            return true;
        } else if owner.holds_by_value(state, waker) {
            return false;
        }
        // SAFETY: the state was found above, and nothing has been changed since.
        unsafe { self.reborrow().register_other(waker, state) };
        true
    }

    /// Registers a waker by value in a set.
    ///
    /// # Safety
    ///
    /// This side must have found this state, which must be empty, when it last looked. It must have changed nothing
    /// since. And the same as for `publish_in_set`.
    #[inline(never)]
    unsafe fn register_by_value_in_set(self, waker: &Waker, state: State) {
        let owner = self.owner();
        let next = state.registered_by_value();
        // Clone first, because the clone may panic, and nothing has changed yet.
        let new = Words::from_waker(waker.clone());
        // SAFETY: nothing is registered, so each transient slot belongs to this side. The waker that it held last
        // has been moved out.
        unsafe { owner.transient_slot(next).write(new) };
        // SAFETY: nothing is registered, the waker is in that slot, and the caller is a set.
        unsafe { publish_in_set(owner, next) };
    }

    /// Registers a waker that the cached slot does not hold.
    ///
    /// # Safety
    ///
    /// This side must have found this state, with acquire, when it last looked. It must have changed nothing since.
    #[inline(never)]
    unsafe fn register_other(self, waker: &Waker, state: State) {
        let owner = self.owner();
        if CACHED && owner.holds_by_value(state, waker) && !owner.can_clear(state) {
            return;
        }
        // Clone first, while nothing has changed yet, because the clone may panic. It may also wake, and so consume the
        // registration that `state` shows. The code below allows for that anyway.
        let new = waker.clone();
        if state.is_registered() {
            // SAFETY: as the caller promises.
            drop(unsafe { Registered::new(owner, state) }.replace(new));
        } else {
            // SAFETY: as the caller promises.
            drop(
                unsafe { Unregistered::new(owner, state) }
                    .reclaim()
                    .insert(new),
            );
        }
    }

    /// Checks a condition and, if it does not hold, registers the task's waker and checks again. Removes
    /// that registration if the second check is ready, unless it was there before.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn poll_wait_until<R: Readiness>(
        mut self,
        cx: &mut Context<'_>,
        mut check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // Bind the result, and drop the check before the return: if the drop of what the check owns panics, Rust leaks
        // a value that is already in the return place (rust-lang/rust#47949).
        let first = check().into_poll();
        if first.is_ready() {
            drop(check);
            return first;
        }
        let is_new = self.register(cx.waker());
        let second = check().into_poll();
        if is_new && second.is_ready() {
            self.unregister();
        }
        drop(check);
        second
    }
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Whether this waker is registered in a transient slot.
    #[inline]
    fn holds_by_value(&self, state: State, waker: &Waker) -> bool {
        state.is_registered()
            && state.registration_is_by_value()
            && self.transient_slot(state).read().is(Words::of(waker))
    }

    /// Whether `clear` has left a cached waker that no wake uses any more. Then a new registration drops it.
    fn can_clear(&self, state: State) -> bool {
        state.is_clear_pending() && self.cached_slot().read_cached().is_idle()
    }
}

impl<const SYNC: bool, const CACHED: bool> Registered<'_, SYNC, CACHED> {
    /// Replaces the registered waker.
    fn replace(mut self, new: Waker) -> Displaced {
        let (owner, state) = self.found();
        if !CACHED || state.is_cached() {
            let next = state.registered_by_value();
            let slot = owner.transient_slot(next);
            // SAFETY: the registration is of the other slot, so this slot belongs to this side. The waker that it held
            // last has been moved out.
            unsafe { slot.write(Words::from_waker(new)) };
            // SAFETY: as above, and the waker is in that slot.
            (None, unsafe { self.move_to(next) })
        } else if let Some(idle) = self.idle_slot() {
            let overwritten = idle.replace(new);
            // SAFETY: the waker is in the cached slot, which is in use.
            (overwritten, unsafe {
                self.move_to(state.registered_cached())
            })
        } else {
            self.take_back_and_insert(new)
        }
    }

    /// Moves the registration to the other slot. Returns the old waker, unless a wake has consumed the old registration.
    ///
    /// # Safety
    ///
    /// `next` must show a registration in the slot that the current registration does not use. That slot must hold a
    /// waker with no other owner, tagged if it is the cached slot.
    unsafe fn move_to(self, next: State) -> Option<Waker> {
        let (owner, state) = self.found();
        // On success as in `publish`, which this compare-exchange replaces. On failure, acquire, with the release of the
        // claim that came first: that wake has read the slot that it claimed.
        let success = if SYNC { AcqRel } else { SeqCst };
        // not seen by loom (failure Acquire -> Relaxed): without it, that wake's load of the slot could see
        // what this side writes there later. No load sees a later store in loom, nor in RC11, which
        // `tests/litmus` checks: nothing can show it. (With `SYNC`, the swap that follows acquires anyway.)
        if owner
            .state
            .compare_exchange(state, next, success, Acquire)
            .is_err()
        {
            // A wake has consumed the old registration, and with it the right to its waker.
            // SAFETY: so nothing is registered. The new waker is already in its slot.
            unsafe { publish(owner, next) };
            return None;
        }
        // SAFETY: the compare-exchange has replaced the state, and `next` shows the other slot.
        unsafe { Removed::new(owner, state) }.take()
    }

    /// Removes the registration and registers anew. This is for when no slot is free to move the registration to.
    fn take_back_and_insert(self, new: Waker) -> Displaced {
        let (owner, state) = self.found();
        // Acquire on failure: as in `move_to`, and as in `reclaim`, because the cached waker may have been moved out.
        // Relaxed on success: `state` was acquired where it was loaded, and nothing is published.
        match owner
            .state
            .compare_exchange(state, state.reclaimed(), Relaxed, Acquire)
        {
            Ok(()) => {
                // SAFETY: the compare-exchange has removed the registration.
                let taken_back = unsafe { Removed::new(owner, state) }.take();
                // SAFETY: as above.
                let overwritten = unsafe { Reclaimed::removed(owner, state) }.insert(new);
                (overwritten, taken_back)
            }
            Err(found) => {
                // SAFETY: `found` is acquired. A wake made this state, and a wake registers nothing.
                let unregistered = unsafe { Unregistered::new(owner, found) };
                (unregistered.reclaim().insert(new), None)
            }
        }
    }
}
