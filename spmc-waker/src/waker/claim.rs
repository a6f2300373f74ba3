//! The waking side: a registration that it has consumed, and the steps that follow.

use super::{SpmcWaker, slot::Words, state::State};
use crate::{
    defer::Defer,
    sync::Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use core::{mem::ManuallyDrop, task::Waker};

/// A registration that this side has consumed.
pub(super) enum Claim<'a, const SYNC: bool, const CACHED: bool> {
    Cached(InUse<'a, SYNC, CACHED>),
    Transient(Waker),
}

/// A wake's use of the cached slot, which it releases when dropped.
pub(super) struct InUse<'a, const SYNC: bool, const CACHED: bool> {
    owner: &'a SpmcWaker<SYNC, CACHED>,
    words: Words,
}

impl<'a, const SYNC: bool, const CACHED: bool> InUse<'a, SYNC, CACHED> {
    /// Begins to use the cached slot.
    ///
    /// # Safety
    ///
    /// The caller must have claimed the registration of the waker in this slot, and acquired it.
    #[inline]
    unsafe fn new(owner: &'a SpmcWaker<SYNC, CACHED>) -> Self {
        let words = owner.cached_slot().read();
        Self { owner, words }
    }

    /// Borrows the waker in the slot.
    #[inline]
    const fn waker(&self) -> ManuallyDrop<Waker> {
        // SAFETY: `new`'s caller has claimed a registered slot, so the words have the tag and belong to a forgotten
        // waker. The slot continues to own that waker: nobody drops or overwrites it before the release. The waker made
        // here is never dropped.
        ManuallyDrop::new(unsafe { self.words.idle().to_waker() })
    }
}

impl<const SYNC: bool, const CACHED: bool> Drop for InUse<'_, SYNC, CACHED> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this wake has claimed the slot and found these words there, and it does not use them again.
        unsafe { self.owner.cached_slot().release(self.words) };
        // `clear` may have requested the waker in the meantime, and perhaps no other call will ever drop it. Relaxed:
        // `free_released` loads again. Only a fence would order this load after the release. Without it, `clear` may
        // miss the release while this load misses the request. The documentation of `clear` says so.
        if self.owner.state.load(Relaxed).is_clear_pending() {
            self.owner.free_released();
        }
    }
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Uses the waker of a registration that this wake has claimed: by reference if it is cached, and otherwise by
    /// value. Then drops a cached waker that `clear` has left to this wake.
    #[inline]
    pub(super) fn use_claimed<R>(
        &self,
        claim: Claim<'_, SYNC, CACHED>,
        state: State,
        by_ref: impl FnOnce(&Waker) -> R,
        by_value: impl FnOnce(Waker) -> R,
    ) -> R {
        // Bind the result, and run the steps that must follow before the return: if they panic, Rust leaks a value that
        // is already in the return place (rust-lang/rust#47949).
        match claim {
            Claim::Cached(in_use) => {
                let result = by_ref(&in_use.waker());
                drop(in_use);
                result
            }
            Claim::Transient(waker) => {
                // This also runs on unwinding.
                let free = Defer::new(|| self.free_cached_if_pending(state));
                let result = by_value(waker);
                drop(free);
                result
            }
        }
    }

    /// Consumes the registration that `state` shows, unless another thread was first.
    #[inline]
    pub(super) fn try_claim(&self, state: State) -> Option<Claim<'_, SYNC, CACHED>> {
        // SeqCst, with the first load in `register` (see there). Acquire (contained), with `publish`: the cached slot
        // is read after the claim. Release (contained), with the loads of the registering side: the transient slot is
        // read before the claim. With `SYNC`, this also pairs with the swap in `publish`: it is the wake's release
        // read-modify-write. Relaxed on failure: nothing is read afterwards.
        let claim = || {
            self.state
                .compare_exchange(state, state.unregistered(), SeqCst, Relaxed)
                .ok()
        };
        if CACHED && !state.registration_is_by_value() {
            claim()?;
            // SAFETY: the claimed registration is of the cached slot's waker. The slot is read after the claim, so it
            // does not matter whether this is a later registration than the one that `state` showed.
            return Some(Claim::Cached(unsafe { InUse::new(self) }));
        }
        // Both words are read before the claim, so they may belong to two different wakers. Then the count in the state
        // has been raised in the meantime, and the claim fails.
        let words = self.transient_slot(state).read();
        claim()?;
        // SAFETY: the claim proves that the words are those of the waker that was registered by value, and gives this
        // side its ownership.
        Some(Claim::Transient(unsafe { words.to_waker() }))
    }

    /// Drops the cached waker if `state` shows a request to clear.
    #[inline]
    pub(super) fn free_cached_if_pending(&self, state: State) {
        if CACHED && state.is_clear_pending() {
            self.free_cached();
        }
    }

    /// Drops the cached waker that `clear` had to leave to the wake that has just released it.
    ///
    /// If another waker is registered by now, its registration is consumed first, because a wake may drop the cached
    /// waker only in a state without a registration. That waker is woken spuriously: its task registers again if it
    /// still waits. Leaving the cached waker to the wake of that registration would keep a finished task alive for as
    /// long as nobody wakes.
    #[cold]
    fn free_released(&self) {
        // This also runs if the waker panics, and if another thread consumed the registration first. If that was a
        // wake, it may have looked at the slot before the release.
        let _free = Defer::new(|| self.free_cached());
        // Acquire, with `publish`: the transient slot is read before it is claimed.
        let state = self.state.load(Acquire);
        // Where a request to clear is pending, every registration is by value. So this does not claim a cached waker,
        // whose release would come here again.
        if state.is_clear_pending() && state.is_registered() {
            if let Some(Claim::Transient(waker)) = self.try_claim(state) {
                waker.wake();
            }
        }
    }

    /// Drops the cached waker that `clear` had to leave, unless a wake still uses it, or another waker is registered.
    /// In the latter case, the call that consumes that registration comes here.
    #[cold]
    fn free_cached(&self) {
        // Acquire, with `publish`: the slot is read before it is claimed. Each change of the state between `publish`
        // and this load is a read-modify-write, and so part of its release sequence.
        let state = self.state.load(Acquire);
        if !state.is_clear_pending() || state.is_registered() {
            return;
        }
        let cached = self.cached_slot().read_cached();
        if !cached.is_idle() {
            return;
        }
        // Release, with the loads of the registering side: the slot is read before this, and the release that
        // `read_cached` has acquired happens before that side writes to the slot. Relaxed on failure: nothing is read
        // afterwards.
        let freed = self
            .state
            .compare_exchange(state, state.cached_moved_out(), Release, Relaxed)
            .is_ok();
        if freed {
            // SAFETY: because of the count, the slot was not written since it was read. It was idle, so no wake uses
            // its waker, and nobody uses its words from now on.
            drop(unsafe { cached.into_owner() });
        }
    }
}
