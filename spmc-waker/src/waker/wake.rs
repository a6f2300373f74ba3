//! The waking side: any number of calls at a time.

use super::{SpmcWaker, claim::Claim, state::State};
use crate::sync::Ordering::{AcqRel, Acquire, SeqCst};
use core::task::Waker;

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
}
