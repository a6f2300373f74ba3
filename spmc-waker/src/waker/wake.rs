//! The waking side: any number of calls at a time.

use super::{SpmcWaker, slot::Words, state::State};
use crate::{
    defer::Defer,
    sync::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
};
use core::{mem::ManuallyDrop, task::Waker};

/// A registration that this side has consumed.
enum Claim<'a, const SYNC: bool, const CACHED: bool> {
    Cached(InUse<'a, SYNC, CACHED>),
    Transient(Waker),
}

/// A wake's use of the cached slot, which it releases when dropped.
struct InUse<'a, const SYNC: bool, const CACHED: bool> {
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
    /// Wakes the registered waker, if any, and consumes its registration.
    ///
    /// The condition must be changed before this call. Of several concurrent calls, one wakes.
    ///
    /// # Panics
    ///
    /// Panics of the waker's wake are passed on. The registration is consumed. So are panics of what
    /// [`clear`](Self::clear) had to leave to this wake: the drop of that waker, and the wake of
    /// another one that was registered meanwhile. (If two of these panic, the process aborts, as for
    /// any drop that panics on unwinding.)
    ///
    /// # Ordering
    ///
    /// With nothing registered, a `SeqCst` load or, with `SYNC`, a release read-modify-write that
    /// changes nothing. With a registration, one `SeqCst` compare-exchange; with `SYNC`, once more
    /// after a release read-modify-write if that loses to another thread.
    #[inline]
    pub fn wake(&self) {
        self.observe(Self::wake_observed, Self::wake_observed_cold);
    }

    /// As [`wake`](Self::wake), for where nothing is registered as a rule.
    ///
    /// The waking path is outlined and `#[cold]`: the caller's code stays small.
    #[inline]
    pub fn wake_cold(&self) {
        self.observe(Self::wake_observed_cold, Self::wake_observed_cold);
    }

    /// Consumes the registration and returns its waker instead of waking it.
    ///
    /// A cached waker is cloned: it stays cached.
    ///
    /// # Panics
    ///
    /// Panics of a cached waker's clone are passed on. The registration is consumed. So are panics of
    /// what [`clear`](Self::clear) had to leave to this call, as with [`wake`](Self::wake).
    ///
    /// # Ordering
    ///
    /// As [`wake`](Self::wake).
    #[inline]
    pub fn take(&self) -> Option<Waker> {
        self.observe(Self::take_observed, Self::take_observed_cold)
    }

    /// As [`take`](Self::take), for where nothing is registered as a rule.
    ///
    /// The taking path is outlined and `#[cold]`: the caller's code stays small.
    #[inline]
    pub fn take_cold(&self) -> Option<Waker> {
        self.observe(Self::take_observed_cold, Self::take_observed_cold)
    }

    /// Whether a waker is registered just now.
    ///
    /// A snapshot. It synchronises like [`wake`](Self::wake), so `if w.has_waker_registered() {
    /// w.wake() }` loses no wakeup.
    #[inline]
    pub fn has_waker_registered(&self) -> bool {
        self.observe(
            |_, state| state.is_registered(),
            |_, state| state.is_registered(),
        )
    }

    /// Loads the state, and makes this wake visible to a registration that comes later. If the state
    /// has work for wakes, passes it on: to `seen_late` if the work was not there at the first look.
    #[inline]
    fn observe<R: Default>(
        &self,
        seen_at_once: impl FnOnce(&Self, State) -> R,
        seen_late: impl FnOnce(&Self, State) -> R,
    ) -> R {
        // Acquire (contained in SeqCst), with `publish`: a transient slot is read before it is
        // claimed. SeqCst without `SYNC`, with the store in `publish`: the condition's change, then
        // this load; there, that store, then the check.
        let state = self.state.load(if SYNC { Acquire } else { SeqCst });
        if SYNC && !state.is_registered() {
            let state = self.release();
            if state.has_work_for_wakes() {
                seen_late(self, state)
            } else {
                R::default()
            }
        } else if state.has_work_for_wakes() {
            // With `SYNC`, the claim is the release read-modify-write.
            seen_at_once(self, state)
        } else {
            R::default()
        }
    }

    /// The read-modify-write by which a registration that comes later acquires this wake.
    #[inline]
    fn release(&self) -> State {
        // Release, with the swap in `publish` (and each compare-exchange that takes its place).
        // Acquire, with the same: a transient slot is read before it is claimed.
        self.state.read_modify_write(AcqRel)
    }

    /// Outlined: the frame that it needs would be set up for each wake with nothing registered as well.
    #[inline(never)]
    fn wake_observed(&self, state: State) {
        self.consume(state, Waker::wake_by_ref, Waker::wake);
    }

    #[cold]
    #[inline(never)]
    fn wake_observed_cold(&self, state: State) {
        self.wake_observed(state);
    }

    #[inline]
    fn take_observed(&self, state: State) -> Option<Waker> {
        self.consume(state, Waker::clone, |waker| waker)
    }

    #[cold]
    #[inline(never)]
    fn take_observed_cold(&self, state: State) -> Option<Waker> {
        self.take_observed(state)
    }

    /// Claims the registration that `state` shows, and uses its waker. Drops the cached waker if
    /// [`clear`](Self::clear) has left that to this wake.
    #[inline]
    fn consume<R>(
        &self,
        state: State,
        by_ref: impl FnOnce(&Waker) -> R,
        by_value: impl FnOnce(Waker) -> R,
    ) -> Option<R> {
        if state.is_registered() {
            match self.try_claim(state) {
                Some(claim) => return Some(self.use_claimed(claim, state, by_ref, by_value)),
                None if SYNC => return self.consume_again(by_ref, by_value),
                None => {}
            }
        }
        self.free_cached_if_pending(state);
        None
    }

    /// The same with `SYNC`, after a claim that was lost.
    #[cold]
    fn consume_again<R>(
        &self,
        by_ref: impl FnOnce(&Waker) -> R,
        by_value: impl FnOnce(Waker) -> R,
    ) -> Option<R> {
        let (state, claim) = self.claim_again();
        match claim {
            Some(claim) => Some(self.use_claimed(claim, state, by_ref, by_value)),
            None => {
                self.free_cached_if_pending(state);
                None
            }
        }
    }

    #[inline]
    fn use_claimed<R>(
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

    /// With `SYNC`, tries once more after a lost claim. It lost to another wake, or to the
    /// registering side, and the check that follows must see the change that this wake announces,
    /// but the lost claim has released nothing. (Without `SYNC`, the check sees it. A wake that has
    /// released before comes here too, and does so once more for nothing: it is rare.)
    #[cold]
    fn claim_again(&self) -> (State, Option<Claim<'_, SYNC, CACHED>>) {
        let state = self.release();
        // A second loss is final: whoever was first acquires the read-modify-write above.
        let claim = match state.is_registered() {
            true => self.try_claim(state),
            false => None,
        };
        (state, claim)
    }

    /// Consumes the registration that `state` shows, unless somebody else was first.
    #[inline]
    fn try_claim(&self, state: State) -> Option<Claim<'_, SYNC, CACHED>> {
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
    fn free_cached_if_pending(&self, state: State) {
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
