//! The waking side. Any number of calls may run at the same time.

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
    /// Panics of the waker's wake are passed on. The registration is consumed. If [`clear`](Self::clear) had to
    /// leave a waker to this wake, panics of that waker's drop are passed on, too, and so are panics of the wake
    /// of another waker that was registered in the meantime. (If two of these panic, the process aborts, as for
    /// any drop that panics on unwinding.)
    ///
    /// # Ordering
    ///
    /// With nothing registered, this is a `SeqCst` load or, with `SYNC`, a release read-modify-write that
    /// changes nothing. With a registration, it is one `SeqCst` compare-exchange. With `SYNC`, if that loses to
    /// another thread, it is repeated once after a release read-modify-write.
    #[inline]
    pub fn wake(&self) {
        self.observe(Self::wake_observed, Self::wake_observed_cold);
    }

    /// Does the same as [`wake`](Self::wake), for callers that rarely find a registration.
    ///
    /// The waking path is outlined and `#[cold]`, so the caller's code stays small.
    #[inline]
    pub fn wake_cold(&self) {
        self.observe(Self::wake_observed_cold, Self::wake_observed_cold);
    }

    /// Does the same as [`wake`](Self::wake), and returns whether a waker was registered.
    #[inline]
    pub(crate) fn wake_registered(&self) -> bool {
        self.observe(
            Self::wake_registered_observed,
            Self::wake_registered_observed,
        )
    }

    /// Consumes the registration and returns its waker instead of waking it.
    ///
    /// A cached waker is cloned, and stays cached.
    ///
    /// # Panics
    ///
    /// Panics of a cached waker's clone are passed on. The registration is consumed. If [`clear`](Self::clear)
    /// had to leave a waker to this call, the same panics are passed on as by [`wake`](Self::wake).
    ///
    /// # Ordering
    ///
    /// The same as for [`wake`](Self::wake).
    #[inline]
    pub fn take(&self) -> Option<Waker> {
        self.observe(Self::take_observed, Self::take_observed_cold)
    }

    /// Does the same as [`take`](Self::take), for callers that rarely find a registration.
    ///
    /// The taking path is outlined and `#[cold]`, so the caller's code stays small.
    #[inline]
    pub fn take_cold(&self) -> Option<Waker> {
        self.observe(Self::take_observed_cold, Self::take_observed_cold)
    }

    /// Returns whether a waker is registered.
    ///
    /// The result is a snapshot. This call synchronises like [`wake`](Self::wake), so
    /// `if w.has_waker_registered() { w.wake() }` loses no wakeup.
    #[inline]
    pub fn has_waker_registered(&self) -> bool {
        self.observe(
            |_, state| state.is_registered(),
            |_, state| state.is_registered(),
        )
    }

    /// Returns whether a waker is registered, to the registering side. If not, this acquires the wake that has consumed
    /// the registration. Unlike [`has_waker_registered`](Self::has_waker_registered), it is never a read-modify-write: no
    /// later registration has to acquire this call.
    #[inline]
    pub(crate) fn is_still_registered(&self) -> bool {
        // Acquire, with the release of the claim: the check that follows sees the change that this wake announces, and so
        // does that of a task to which the wake is passed on (`tests/litmus/pass_on`).
        self.state.load(Acquire).is_registered()
    }

    /// Loads the state, and makes this wake visible to a later registration. If the state has work for wakes, passes
    /// the state on: to `seen_at_once` if the first load showed the work, and otherwise to `seen_late`.
    #[inline]
    fn observe<R: Default>(
        &self,
        seen_at_once: impl FnOnce(&Self, State) -> R,
        seen_late: impl FnOnce(&Self, State) -> R,
    ) -> R {
        // Acquire (contained in SeqCst), with `publish`: a transient slot is read before it is claimed. SeqCst without
        // `SYNC`, with the store in `publish`: on this side, the change of the condition and then this load; on the
        // other side, that store and then the check.
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

    /// Performs the read-modify-write that a later registration acquires.
    #[inline]
    fn release(&self) -> State {
        // Release, with the swap in `publish` (and each compare-exchange that replaces it).
        // Acquire, with the same: a transient slot is read before it is claimed.
        self.state.read_modify_write(AcqRel)
    }

    /// Outlined, because a wake with nothing registered would otherwise set up the stack frame that this needs.
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
    fn wake_registered_observed(&self, state: State) -> bool {
        self.consume(state, Waker::wake_by_ref, Waker::wake)
            .is_some()
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
    /// [`clear`](Self::clear) has left it to this wake.
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

    /// Consumes once more with `SYNC`, after a lost claim.
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

    /// Tries to claim once more with `SYNC`, after a lost claim. The claim lost to another wake, or to the registering
    /// side. The check that follows must see the change that this wake announces, but the lost claim has released
    /// nothing. (Without `SYNC`, the check sees it. A wake that has already released comes here, too, and releases a
    /// second time for nothing. This is rare.)
    #[cold]
    fn claim_again(&self) -> (State, Option<Claim<'_, SYNC, CACHED>>) {
        let state = self.release();
        // A second loss is final: the winner acquires the read-modify-write above.
        let claim = if state.is_registered() {
            self.try_claim(state)
        } else {
            None
        };
        (state, claim)
    }
}
