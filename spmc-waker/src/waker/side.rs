//! The registering side as a token, and what it knows of the state word.
//!
//! What may be done depends on what the registering side has found there. So each finding is a type, and
//! has what may be done next as its methods:
//!
//! | type                | what it knows                                                 | flags in the state word         |
//! |---------------------|---------------------------------------------------------------|---------------------------------|
//! | [`RegisteringSide`] | nobody else registers                                         | any                             |
//! | [`Registered`]      | there was a registration, which a wake may have consumed since | `R`, `RB`, `RBC` when it looked |
//! | [`Removed`]         | it has removed that registration                              | `-`, `C`                        |
//! | [`Unregistered`]    | nothing is registered                                         | `-`, `C`, `B`                   |
//! | [`Reclaimed`]       | nothing is registered, and nothing is left to wakes           | `-`                             |
//!
//! They are made by unsafe functions, or of one another, and each is used up by what is done next. So an
//! outdated finding cannot be used twice.

use super::{
    SpmcWaker,
    slot::{IdleSlot, Words},
    state::State,
};
use crate::sync::{
    CLEAR_LOOKS,
    Ordering::{AcqRel, Acquire, Relaxed, SeqCst},
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
    /// While the result is used, nobody may use another one of this `SpmcWaker`. All uses of the
    /// previous one must happen before this call.
    #[inline]
    pub(super) const unsafe fn new(owner: &'a SpmcWaker<SYNC, CACHED>) -> Self {
        Self { owner }
    }

    /// The waker that this is a side of.
    #[inline]
    pub(super) const fn owner(&self) -> &'a SpmcWaker<SYNC, CACHED> {
        self.owner
    }

    /// The same right, for as long as this one is borrowed.
    #[inline]
    pub(super) const fn reborrow(&mut self) -> RegisteringSide<'_, SYNC, CACHED> {
        RegisteringSide { owner: self.owner }
    }
}

/// There was a registration when the registering side looked, and it has changed nothing since. A wake
/// may have consumed it.
pub(super) struct Registered<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Registered<'s, SYNC, CACHED> {
    /// What the registering side has found.
    ///
    /// # Safety
    ///
    /// The registering side must have found this state when it looked last, with acquire, and have
    /// changed nothing since. The state must show a registration. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// The waker, and the state that was found.
    #[inline]
    pub(super) const fn found(&self) -> (&'s SpmcWaker<SYNC, CACHED>, State) {
        (self.owner, self.state)
    }

    /// The cached slot, if it is free for a registration.
    #[inline]
    pub(super) fn idle_slot(&mut self) -> Option<IdleSlot<'_>> {
        if !CACHED || self.state.is_cached() || self.state.is_clear_pending() {
            return None;
        }
        let cached = self.owner.cached_slot();
        let words = cached.read_cached();
        // SAFETY: registered by value and no request to clear, so the registration is not of this slot,
        // and no wake takes its waker out. Idle and acquired, so none uses it. `&mut self`: one at a time.
        words
            .is_idle()
            .then(|| unsafe { IdleSlot::new(cached, words) })
    }
}

impl<const SYNC: bool, const CACHED: bool> Registered<'_, SYNC, CACHED> {
    /// Takes the cleared waker out if the wake that used it has come back meanwhile.
    ///
    /// From `reclaim` to `publish`, the state word does not say that this waker is to be dropped. A wake that
    /// comes back in between leaves it where it is, and may be the last one for long. (`tests/tla` shows it.)
    fn take_cleared(self) -> Option<Waker> {
        let Self { owner, state } = self;
        // Relaxed: as in `take_back_and_insert`. On failure, a wake has consumed the registration. It has seen
        // that a waker is to be dropped, and nothing is read here.
        let is_taken_back = owner.cached_becomes_idle()
            && owner
                .state
                .compare_exchange(state, state.reclaimed(), Relaxed, Relaxed)
                .is_ok();
        if !is_taken_back {
            return None;
        }
        // SAFETY: that has just been done.
        let waker = unsafe { Removed::new(owner, state) }.take()?;
        // SAFETY: as above. The cached slot is idle, so the waker goes there, and nothing is pending then.
        unsafe { Reclaimed::removed(owner, state) }.insert(waker)
    }
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Whether the wake that uses the cached waker is about to come back, or has.
    ///
    /// It looks at the state when it comes back. If it did so before what the caller has published, the
    /// release of the slot came before that, and is about to become visible here.
    pub(super) fn cached_becomes_idle(&self) -> bool {
        (0..CLEAR_LOOKS).any(|_| {
            hint::spin_loop();
            self.cached_slot().read_cached().is_idle()
        })
    }
}

/// The registering side has removed its registration, and not used the slot of that since.
pub(super) struct Removed<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    /// What showed the registration.
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Removed<'s, SYNC, CACHED> {
    /// What the registering side has removed.
    ///
    /// # Safety
    ///
    /// The registering side must have replaced this state, by a compare-exchange, by one that does not
    /// show the slot of its registration. The result borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// Leaves a cached waker in its slot, which is idle again. Returns one that was registered by value.
    #[inline]
    pub(super) fn release(self) -> Option<Waker> {
        if CACHED && self.state.is_cached() {
            let cached = self.owner.cached_slot();
            // SAFETY: the slot was in use for the registration, and for nothing else: a wake that had
            // used it before has released it, and this side has acquired that, or it would not have
            // registered from this slot.
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
        // SAFETY: the registration was not consumed, so its waker lies in the slot; it is not registered
        // any more, so no wake will take it, and none reads the slot again before it is written.
        Some(unsafe { self.owner.transient_slot(self.state).read().to_waker() })
    }
}

/// Nothing is registered. A wake may still drop the cached waker, if the state says so.
pub(super) struct Unregistered<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    state: State,
}

impl<'s, const SYNC: bool, const CACHED: bool> Unregistered<'s, SYNC, CACHED> {
    /// What the registering side has found.
    ///
    /// # Safety
    ///
    /// The registering side must have found this state when it looked last, with acquire, or have
    /// published it, and have changed nothing since. The state must show no registration. The result
    /// borrows the token.
    #[inline]
    pub(super) const unsafe fn new(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self { owner, state }
    }

    /// Takes from the wakes what an earlier `clear` has left to them.
    pub(super) fn reclaim(self) -> Reclaimed<'s, SYNC, CACHED> {
        let Self { owner, state } = self;
        let mut is_moved_out = state.cached_is_moved_out();
        let mut clear_pending = false;
        if state.is_clear_pending() {
            // Relaxed on success: `state` has been acquired where it was loaded or found. Acquire on
            // failure, with the release in `free_cached`: that wake has read the slot, and the wake
            // before it has released the slot, before `EMPTY` is written.
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
            // SAFETY: nothing is registered, and the words are those of a waker that a wake has moved
            // out, and so the last that any wake does with this slot.
            unsafe { owner.cached_slot().write(Words::EMPTY) };
        }
        Reclaimed {
            owner,
            state: state.reclaimed(),
            clear_pending,
        }
    }
}

/// Nothing is registered, and no wake drops the cached waker. One may still use it.
pub(super) struct Reclaimed<'s, const SYNC: bool, const CACHED: bool> {
    owner: &'s SpmcWaker<SYNC, CACHED>,
    /// Without flags. (The state word may have one still, which no wake looks at.)
    state: State,
    /// The cached waker has yet to be dropped.
    clear_pending: bool,
}

impl<'s, const SYNC: bool, const CACHED: bool> Reclaimed<'s, SYNC, CACHED> {
    /// The registering side has removed a registration, and left nothing to wakes.
    ///
    /// # Safety
    ///
    /// It must have replaced this state, which showed a registration by value, by `state.reclaimed()`.
    /// The result borrows the token.
    #[inline]
    pub(super) const unsafe fn removed(owner: &'s SpmcWaker<SYNC, CACHED>, state: State) -> Self {
        Self {
            owner,
            state: state.reclaimed(),
            clear_pending: state.is_clear_pending(),
        }
    }

    /// The cached slot, if no wake uses it.
    #[inline]
    pub(super) fn idle_slot(&mut self) -> Option<IdleSlot<'_>> {
        if !CACHED {
            return None;
        }
        let cached = self.owner.cached_slot();
        let words = cached.read_cached();
        // SAFETY: nothing is registered, and no wake drops the waker. Idle and acquired, so none uses it.
        // `&mut self`: one at a time.
        words
            .is_idle()
            .then(|| unsafe { IdleSlot::new(cached, words) })
    }

    /// Registers. Returns the waker that was cached, if that has made room.
    pub(super) fn insert(mut self, waker: Waker) -> Option<Waker> {
        if let Some(idle) = self.idle_slot() {
            let displaced = idle.replace(waker);
            // SAFETY: nothing is registered, and the waker lies in the cached slot, which is in use.
            unsafe { publish(self.owner, self.state.registered_cached()) };
            return displaced;
        }
        // A wake still uses the cached waker, which leaves the transient slot.
        let next = self.state.registered_by_value();
        let next = next.and_clear_pending(self.clear_pending);
        // SAFETY: nothing is registered, so each transient slot is this side's, and the one that it held
        // last has been moved out.
        unsafe {
            self.owner
                .transient_slot(next)
                .write(Words::from_waker(waker));
        }
        // SAFETY: nothing is registered, and the waker lies in that slot.
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
        // SAFETY: nothing is registered, here or there.
        unsafe { publish(self.owner, requested) };
        // SAFETY: it has just been published.
        unsafe { Unregistered::new(self.owner, requested) }
    }
}

/// Makes a registration, or a request to clear, visible to wakes.
///
/// # Safety
///
/// The caller must be the registering side. The state word must show neither, so that wakes do not change
/// it. If `next` shows a registration, a waker that is nobody else's must lie in the slot of that, with the
/// tag in the cached slot.
#[inline]
pub(super) unsafe fn publish<const SYNC: bool, const CACHED: bool>(
    owner: &SpmcWaker<SYNC, CACHED>,
    next: State,
) {
    if SYNC {
        // Acquire, with the release read-modify-write in each wake before it: the next check
        // sees what that wake's caller wrote. Release, with the acquiring loads of wakes and
        // their claims: they see the slot.
        owner.state.swap(next, AcqRel);
    } else {
        // SeqCst, with the first load in `wake`: this store, then the next check; there, the
        // condition's change, then that load. Release (contained): as above. No wake writes
        // such a state, so this store overwrites nothing.
        owner.state.store(next, SeqCst);
    }
}
