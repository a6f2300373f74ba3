//! A set of so many slots, in line, and one word.

use super::{
    panics::run_to_the_end,
    registration::{Place, sealed::Sealed},
    wake::{Found, Turn, wake_each, wake_one},
    word::{BITS, Positions, Word},
};
use crate::{
    Readiness, SpmcWaker,
    sync::{const_fn, impl_init, init},
};
use core::task::{Context, Poll, Waker};

/// `N` slots, and one word whose bit `i` says that slot `i` may be registered.
///
/// Masks name slots by these bits. With nothing registered, a wake is one load, or with `SYNC` one
/// read-modify-write that does not dirty the cache line on x86-64.
pub struct FixedSet<const SYNC: bool, const CACHED: bool, const N: usize> {
    word: Word<SYNC>,
    slots: [SpmcWaker<SYNC, CACHED>; N],
    turn: Turn,
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> FixedSet<SYNC, CACHED, N> {
    /// The mask of all slots. It has all bits, so that a wake of all takes them by a swap.
    pub const ALL: usize = {
        assert!(N <= BITS, "a fixed set has at most `usize::BITS` slots");
        usize::MAX
    };

    const_fn! {
        /// A set in which nothing is registered. `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            const { _ = Self::ALL };
            Self {
                word: Word::new(),
                slots: init!([SpmcWaker<SYNC, CACHED>; N]),
                turn: Turn::new(),
            }
        }
    }

    /// A slot, to be woken by itself: a wake that concerns one slot needs no mask.
    #[inline]
    pub const fn slot(&self, index: usize) -> &SpmcWaker<SYNC, CACHED> {
        &self.slots[index]
    }

    /// Wakes all slots of a mask. All are woken although a waker panics.
    #[inline]
    pub fn wake(&self, mask: usize) {
        if look(&self.word, mask) != 0 {
            self.wake_taken(mask);
        }
    }

    /// As [`wake`](Self::wake), for where nothing is registered as a rule.
    #[inline]
    pub fn wake_cold(&self, mask: usize) {
        if look(&self.word, mask) != 0 {
            self.wake_taken_cold(mask);
        }
    }

    #[inline(never)]
    fn wake_taken(&self, mask: usize) {
        // If another wake takes them first, that one wakes.
        let taken = self.word.take(mask);
        wake_each(Positions(taken).map(|index| &self.slots[index]));
    }

    #[cold]
    fn wake_taken_cold(&self, mask: usize) {
        self.wake_taken(mask);
    }

    /// Wakes one slot of a mask, if one is registered there. Another one, too, if its waker panics.
    ///
    /// Only for waits that pass such a wake on: see [`Registration`](super::Registration).
    #[inline]
    pub fn wake_one(&self, mask: usize) {
        if look(&self.word, mask) != 0 {
            self.wake_one_seen(mask);
        }
    }

    #[inline(never)]
    fn wake_one_seen(&self, mask: usize) {
        run_to_the_end(|| {
            if let Found::Woken(index) = wake_one(&self.word, &self.slots, mask, self.turn.get()) {
                self.turn.set(index + 1);
            }
        });
    }

    /// [`SpmcWaker::poll_wait_until`] of a slot that masks name. So it leaves a registration that it
    /// did not make, which suits the wait of a lone waiter that `wake_one` does not choose.
    ///
    /// # Safety
    ///
    /// As there.
    #[inline]
    pub unsafe fn poll_wait_until<R: Readiness>(
        &self,
        index: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let announce = || self.word.set(1 << index);
        // SAFETY: as the caller promises.
        unsafe { poll_announced(&self.slots[index], announce, cx, check) }
    }

    /// A slot that one handle has to itself, for a [`Registration`](super::Registration). `mask`
    /// names the slots of the same wait, this one included.
    ///
    /// # Safety
    ///
    /// While the result is there, nothing else may call the unsafe methods of this slot. What did so
    /// before must happen before this call.
    #[inline]
    pub const unsafe fn place(&self, index: usize, mask: usize) -> FixedPlace<'_, SYNC, CACHED, N> {
        FixedPlace {
            set: self,
            index,
            mask,
        }
    }
}

/// Looks whether a word has bits of a mask. Where it has none, whoever sets one later acquires this.
#[inline]
pub(super) fn look<const SYNC: bool>(word: &Word<SYNC>, mask: usize) -> usize {
    let seen = word.look() & mask;
    if SYNC && seen == 0 {
        return word.announce() & mask;
    }
    // Without `SYNC`, the condition's change, then this load; on the other side, the word's bit, then
    // the check: all `SeqCst`. With `SYNC`, the caller takes the bits by a read-modify-write.
    seen
}

/// Polls a slot, and announces its registration before the second check.
///
/// # Safety
///
/// As for [`SpmcWaker::poll_wait_until`].
#[inline]
pub(super) unsafe fn poll_announced<const SYNC: bool, const CACHED: bool, R: Readiness>(
    slot: &SpmcWaker<SYNC, CACHED>,
    announce: impl Fn(),
    cx: &mut Context<'_>,
    mut check: impl FnMut() -> R,
) -> Poll<R::Output> {
    let mut is_registered = false;
    let check = || {
        if is_registered {
            announce();
        }
        // The second check is the one after registering.
        is_registered = true;
        check()
    };
    // SAFETY: as the caller promises.
    unsafe { slot.poll_wait_until(cx, check) }
}

/// A slot of a [`FixedSet`] that one handle has to itself.
pub struct FixedPlace<'a, const SYNC: bool, const CACHED: bool, const N: usize> {
    // Invariant: nothing else calls the unsafe methods of this slot.
    set: &'a FixedSet<SYNC, CACHED, N>,
    index: usize,
    mask: usize,
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> Place
    for FixedPlace<'_, SYNC, CACHED, N>
{
    #[inline]
    fn register(&mut self, waker: &Waker) {
        // SAFETY: nothing else calls these methods of this slot (see the field), and `&mut self`
        // makes these calls follow each other.
        unsafe { self.set.slots[self.index].register(waker) };
        self.set.word.set(1 << self.index);
    }

    #[inline]
    fn unregister(&mut self) -> bool {
        // SAFETY: as above.
        unsafe { self.set.slots[self.index].unregister() }
    }

    #[inline]
    fn is_registered(&self) -> bool {
        self.set.slots[self.index].has_waker_registered()
    }

    #[inline]
    fn wake_one(&self) {
        self.set.wake_one(self.mask);
    }
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> Sealed
    for FixedPlace<'_, SYNC, CACHED, N>
{
}

impl_init!([const SYNC: bool, const CACHED: bool, const N: usize] FixedSet<SYNC, CACHED, N> = Self::new());

impl<const SYNC: bool, const CACHED: bool, const N: usize> Default for FixedSet<SYNC, CACHED, N> {
    fn default() -> Self {
        Self::new()
    }
}
