//! The waking side: a registration that it has consumed, and what is left to do afterwards.

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

    /// The waker in the slot.
    #[inline]
    const fn waker(&self) -> ManuallyDrop<Waker> {
        // SAFETY: `new`'s caller has claimed a registered slot, so the words have the tag and are those
        // of a forgotten waker. The slot goes on owning that: nobody drops or overwrites it before
        // the release. The one made here is never dropped.
        ManuallyDrop::new(unsafe { self.words.idle().to_waker() })
    }
}

impl<const SYNC: bool, const CACHED: bool> Drop for InUse<'_, SYNC, CACHED> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this wake has claimed the slot, the words are what it found there, and it does not use
        // them again.
        unsafe { self.owner.cached_slot().release(self.words) };
        // `clear` may have asked for the waker meanwhile, and nobody else may ever come to drop it.
        // Relaxed: `free_released` looks again. Nothing orders this load after the release, which a
        // fence would: `clear` may miss the release, and this load the request. See there.
        if self.owner.state.load(Relaxed).is_clear_pending() {
            self.owner.free_released();
        }
    }
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    #[inline]
    pub(super) fn use_claimed<R>(
        &self,
        claim: Claim<'_, SYNC, CACHED>,
        state: State,
        by_ref: impl FnOnce(&Waker) -> R,
        by_value: impl FnOnce(Waker) -> R,
    ) -> R {
        // The result is bound, and what has to follow dropped, before it is returned: if that panics,
        // Rust leaks what stands in the return place already (rust-lang/rust#47949).
        match claim {
            Claim::Cached(in_use) => {
                let result = by_ref(&in_use.waker());
                drop(in_use);
                result
            }
            Claim::Transient(waker) => {
                // On unwinding too.
                let free = Defer::new(|| self.free_cached_if_pending(state));
                let result = by_value(waker);
                drop(free);
                result
            }
        }
    }

    /// Consumes the registration that `state` shows, unless somebody else was first.
    #[inline]
    pub(super) fn try_claim(&self, state: State) -> Option<Claim<'_, SYNC, CACHED>> {
        // SeqCst, with the first load in `register` (see there). Acquire (contained), with
        // `publish`: the cached slot is read after it. Release (contained), with the loads of the
        // registering side: the transient slot is read before it; with `SYNC`, with the swap in
        // `publish` too: this is the wake's release read-modify-write. Relaxed on failure: nothing
        // is read after it.
        let claim = || {
            self.state
                .compare_exchange(state, state.unregistered(), SeqCst, Relaxed)
                .ok()
        };
        if CACHED && !state.registration_is_by_value() {
            claim()?;
            // SAFETY: the registration just claimed is of the cached slot's waker. The slot is read
            // after the claim, so it does no harm if it is a later registration than `state`'s.
            return Some(Claim::Cached(unsafe { InUse::new(self) }));
        }
        // Both words are read before the claim, and may be those of two wakers. Then the count in
        // the state has been raised by now, and the claim fails.
        let words = self.transient_slot(state).read();
        claim()?;
        // SAFETY: the claim shows that the words are those of the waker registered by value, and
        // gives this side its ownership.
        Some(Claim::Transient(unsafe { words.to_waker() }))
    }

    /// What a wake does that has found a request to clear, and nothing else.
    #[inline]
    pub(super) fn free_cached_if_pending(&self, state: State) {
        if CACHED && state.is_clear_pending() {
            self.free_cached();
        }
    }

    /// Drops the cached waker that `clear` had to leave to the wake that has just released it.
    ///
    /// If another waker is registered by now, that one is consumed first, for only a state without a
    /// registration lets a wake drop the cached waker. It is woken, once too often: its task registers
    /// again if it still waits. To leave the cached waker to the wake of that registration would
    /// keep a finished task alive for as long as nobody wakes.
    #[cold]
    fn free_released(&self) {
        // Also when the waker panics, or if somebody else was first to consume the registration. A wake
        // that was may have looked at the slot before it was released.
        let _free = Defer::new(|| self.free_cached());
        // Acquire, with `publish`: the transient slot is read before it is claimed.
        let state = self.state.load(Acquire);
        // Where a request to clear is pending, a registration is by value. So this claims no cached
        // waker, whose release would come here again.
        if state.is_clear_pending() && state.is_registered() {
            if let Some(Claim::Transient(waker)) = self.try_claim(state) {
                waker.wake();
            }
        }
    }

    /// Drops the cached waker that `clear` had to leave, unless a wake uses it even now, or another
    /// waker is registered: whoever consumes that registration comes here.
    #[cold]
    fn free_cached(&self) {
        // Acquire, with `publish`, from which each later change of the state up to this one is a
        // read-modify-write, and so part of its release sequence: the slot is read before it is
        // claimed.
        let state = self.state.load(Acquire);
        if !state.is_clear_pending() || state.is_registered() {
            return;
        }
        let cached = self.cached_slot().read_cached();
        if !cached.is_idle() {
            return;
        }
        // Release, with the loads of the registering side: the slot is read before it, and the
        // release that `read_cached` has acquired comes before what that side writes to the slot.
        // Relaxed on failure: nothing is read after it.
        let freed = self
            .state
            .compare_exchange(state, state.cached_moved_out(), Release, Relaxed)
            .is_ok();
        if freed {
            // SAFETY: the count excludes that the slot was written since it was read. It was idle,
            // so no wake uses its waker, and nobody uses its words from now on.
            drop(unsafe { cached.into_owner() });
        }
    }
}
