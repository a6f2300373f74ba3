//! The registering side as a token, and what it knows of the state word.
//!
//! What the registering side may do depends on what it has found there. So each finding is a type, whose methods are
//! the possible next steps:
//!
//! | type                | what it knows                                                 | flags in the state word         |
//! |---------------------|---------------------------------------------------------------|---------------------------------|
//! | [`RegisteringSide`] | nobody else registers                                         | any                             |
//! | [`Registered`]      | there was a registration, which a wake may have consumed since | `R`, `RB`, `RBC` when it looked |
//! | [`Removed`]         | it has removed that registration                              | `-`, `C`                        |
//! | [`Unregistered`]    | nothing is registered                                         | `-`, `C`, `B`                   |
//! | [`Reclaimed`]       | nothing is registered, and nothing is left to wakes           | `-`                             |
//!
//! Unsafe functions make them, or they are made from each other. Each step consumes its finding, so an outdated
//! finding cannot be used twice.

use super::{
    SpmcWaker,
    publish::publish,
    slot::{IdleSlot, Words},
    state::State,
};
use crate::sync::{
    CLEAR_LOOKS,
    Ordering::{Acquire, Relaxed},
};
use core::{hint, task::Waker};

/// The right to call the registering side of a [`SpmcWaker`].
pub(super) struct RegisteringSide<'a, const SYNC: bool, const CACHED: bool> {
    owner: &'a SpmcWaker<SYNC, CACHED>,
}

impl<'a, const SYNC: bool, const CACHED: bool> RegisteringSide<'a, SYNC, CACHED> {
    /// Takes the right.
    ///
    /// # Safety
    ///
    /// While the result is used, no other `RegisteringSide` of this `SpmcWaker` may be used. All uses of the previous
    /// one must happen before this call.
    #[inline]
    pub(super) const unsafe fn new(owner: &'a SpmcWaker<SYNC, CACHED>) -> Self {
        Self { owner }
    }

    /// Returns the waker that this side belongs to.
    #[inline]
    pub(super) const fn owner(&self) -> &'a SpmcWaker<SYNC, CACHED> {
        self.owner
    }

    /// Passes the right on, for as long as this value is borrowed.
    #[inline]
    pub(super) const fn reborrow(&mut self) -> RegisteringSide<'_, SYNC, CACHED> {
        RegisteringSide { owner: self.owner }
    }
}

/// There was a registration when the registering side looked, and that side has changed nothing since. A wake may
/// have consumed the registration.
pub(super) struct Registered<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Registered<'s, SYNC, CACHED> {
    /// Records what the registering side has found.
    ///
    /// # Safety
    ///
    /// The registering side must have found this state, with acquire, when it last looked. It must have changed nothing
    /// since. The state must show a registration. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// Returns the waker and the state that was found.
    #[inline]
    pub(super) const fn found(&self) -> (&'s SpmcWaker<SYNC, CACHED>, State) {
        (self.owner, self.state)
    }

    /// Returns the cached slot, if it is free for a registration.
    #[inline]
    pub(super) fn idle_slot(&mut self) -> Option<IdleSlot<'_>> {
        if !CACHED || self.state.is_cached() || self.state.is_clear_pending() {
            return None;
        }
        let cached = self.owner.cached_slot();
        let words = cached.read_cached();
        // SAFETY: registered by value and no request to clear, so the registration is not of this slot,
        // and no wake takes the slot's waker out. The words are idle and acquired, so no wake uses that waker. Because
        // of `&mut self`, there is only one `IdleSlot` at a time.
        words
            .is_idle()
            .then(|| unsafe { IdleSlot::new(cached, words) })
    }
}

impl<const SYNC: bool, const CACHED: bool> Registered<'_, SYNC, CACHED> {
    /// Takes the cleared waker out, if the wake that used it has ended in the meantime.
    ///
    /// From `reclaim` to `publish`, the state word does not show the request to clear. A wake that ends in between
    /// leaves the cleared waker in its slot, and the next wake may be far away. (`tests/tla` shows it.)
    fn take_cleared(self) -> Option<Waker> {
        let Self { owner, state } = self;
        // Relaxed on success: as in `take_back_and_insert`. Relaxed on failure: a wake has consumed the registration,
        // and has seen the request to clear with it. Nothing is read here then.
        let is_taken_back = owner.cached_becomes_idle()
            && owner
                .state
                .compare_exchange(state, state.reclaimed(), Relaxed, Relaxed)
                .is_ok();
        if !is_taken_back {
            return None;
        }
        // SAFETY: the compare-exchange has removed the registration.
        let waker = unsafe { Removed::new(owner, state) }.take()?;
        // The cached slot is idle, so `insert` moves the waker there, and nothing stays pending. SAFETY: the
        // compare-exchange has replaced `state` with `state.reclaimed()`. The registration was by value, as the only
        // caller has published it.
        unsafe { Reclaimed::removed(owner, state) }.insert(waker)
    }
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Waits a moment for the end of the wake that uses the cached waker. Returns whether the cached slot is idle.
    ///
    /// That wake looks at the state when it ends. If it looked before the caller published something, it had released
    /// the slot before, and that release is about to become visible here.
    pub(super) fn cached_becomes_idle(&self) -> bool {
        (0..CLEAR_LOOKS).any(|_| {
            hint::spin_loop();
            self.cached_slot().read_cached().is_idle()
        })
    }
}

/// The registering side has removed its registration, and has not used the slot of that registration since.
pub(super) struct Removed<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    /// The state that showed the registration.
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Removed<'s, SYNC, CACHED> {
    /// Records which registration was removed.
    ///
    /// # Safety
    ///
    /// The registering side must have replaced this state, by a compare-exchange, with one that does not show the slot
    /// of its registration. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// Leaves a cached waker in its slot, which becomes idle. Returns a waker that was registered by value.
    #[inline]
    pub(super) fn release(self) -> Option<Waker> {
        if CACHED && self.state.is_cached() {
            let cached = self.owner.cached_slot();
            // SAFETY: the slot was in use only for the registration. A wake that had used it before has released it,
            // and this side has acquired that. Otherwise it would not have registered from this slot.
            unsafe { cached.write_tag(cached.read().idle()) };
            return None;
        }
        self.take()
    }

    /// Moves the waker out.
    #[inline]
    pub(super) fn take(self) -> Option<Waker> {
        if CACHED && self.state.is_cached() {
            let cached = self.owner.cached_slot();
            // SAFETY: as in `release`.
            return unsafe { IdleSlot::new(cached, cached.read().idle()) }.take();
        }
        // SAFETY: the registration was not consumed, so its waker is in the slot. It is not registered any more, so no
        // wake will take it, and nobody makes an owner of these words again before the slot is written.
        Some(unsafe { self.owner.transient_slot(self.state).read().to_waker() })
    }
}

/// Nothing is registered. A wake may still drop the cached waker, if the state says so.
pub(super) struct Unregistered<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Unregistered<'s, SYNC, CACHED> {
    /// Records what the registering side has found.
    ///
    /// # Safety
    ///
    /// The registering side must have found this state, with acquire, when it last looked, or have published it. It
    /// must have changed nothing since. The state must show no registration. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// Takes back the cached waker that an earlier `clear` has left to the wakes.
    pub(super) fn reclaim(self) -> Reclaimed<'s, SYNC, CACHED> {
        let Self { owner, state } = self;
        let mut is_moved_out = state.cached_is_moved_out();
        let mut clear_pending = false;
        if state.is_clear_pending() {
            // Relaxed on success: `state` was acquired where it was loaded or found. Acquire on failure, with the
            // release in `free_cached`: that wake has read the slot, and the wake before it has released the slot,
            // before `EMPTY` is written.
            match owner
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
            // SAFETY: nothing is registered, and a wake has moved out the waker of these words. That is the last use of
            // this slot by any wake.
            unsafe { owner.cached_slot().write(Words::EMPTY) };
        }
        Reclaimed {
            owner,
            state: state.reclaimed(),
            clear_pending,
        }
    }
}

/// Nothing is registered, and no wake drops the cached waker. A wake may still use it.
pub(super) struct Reclaimed<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    /// The state without flags. (The state word may still have a flag that no wake looks at.)
    state: State,
    /// Whether the cached waker has still to be dropped.
    clear_pending: bool,
}

impl<'s, const SYNC: bool, const CACHED: bool> Reclaimed<'s, SYNC, CACHED> {
    /// Records that the registering side has removed a registration and left nothing to wakes.
    ///
    /// # Safety
    ///
    /// The registering side must have replaced this state, which showed a registration by value, with
    /// `state.reclaimed()`. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn removed(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self {
            owner,
            state: state.reclaimed(),
            clear_pending: state.is_clear_pending(),
        }
    }

    /// Returns the cached slot, if no wake uses it.
    #[inline]
    pub(super) fn idle_slot(&mut self) -> Option<IdleSlot<'_>> {
        if !CACHED {
            return None;
        }
        let cached = self.owner.cached_slot();
        let words = cached.read_cached();
        // SAFETY: nothing is registered, and no wake drops the waker. Idle words, which are acquired, mean that no wake
        // uses it. Because of `&mut self`, there is only one `IdleSlot` at a time.
        words
            .is_idle()
            .then(|| unsafe { IdleSlot::new(cached, words) })
    }

    /// Registers a waker. Returns the cached waker that it displaced, if any.
    pub(super) fn insert(mut self, waker: Waker) -> Option<Waker> {
        if let Some(idle) = self.idle_slot() {
            let displaced = idle.replace(waker);
            // SAFETY: nothing is registered, and the waker is in the cached slot, which is in use.
            unsafe { publish(self.owner, self.state.registered_cached()) };
            return displaced;
        }
        // A wake still uses the cached waker, so only the transient slot is left.
        let next = self.state.registered_by_value();
        let next = next.and_clear_pending(self.clear_pending);
        // SAFETY: nothing is registered, so each transient slot belongs to this side. The waker that it held last has
        // been moved out.
        unsafe {
            self.owner
                .transient_slot(next)
                .write(Words::from_waker(waker));
        }
        // SAFETY: nothing is registered, and the waker is in that slot.
        unsafe { publish(self.owner, next) };
        if self.clear_pending {
            // SAFETY: it has just been published.
            return unsafe { Registered::new(self.owner, next) }.take_cleared();
        }
        None
    }

    /// Leaves the cached waker to the wake that uses it.
    pub(super) fn request_clear(self) -> Unregistered<'s, SYNC, CACHED> {
        let requested = self.state.clear_requested();
        // SAFETY: neither the current state nor the requested one shows a registration.
        unsafe { publish(self.owner, requested) };
        // SAFETY: this state has just been published.
        unsafe { Unregistered::new(self.owner, requested) }
    }
}
