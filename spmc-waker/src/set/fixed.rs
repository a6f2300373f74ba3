//! A set of a fixed number of slots, and one word.

use super::{
    lone::poll_announced,
    registration::{Place, sealed::Sealed},
    wake::{Found, Hint, wake_each, wake_one},
    word::{BITS, Positions, Word, lowest},
};
use crate::{
    Readiness, SpmcWaker, defer,
    sync::{const_fn, impl_init, init},
};
use core::task::{Context, Poll, Waker};

/// `LONE` slots, then `MANY` lists of `EACH` slots, and one word. Bit `i` of the word says that slot `i` may be
/// registered.
///
/// Masks name slots by these bits. With nothing registered, a wake is one load, or with `SYNC` one
/// read-modify-write that does not dirty the cache line on x86-64.
pub struct FixedSet<
    const SYNC: bool,
    const CACHED: bool,
    const LONE: usize,
    const MANY: usize = 0,
    const EACH: usize = 0,
> {
    word: Word<SYNC>,
    lone: [SpmcWaker<SYNC, CACHED>; LONE],
    many: [[SpmcWaker<SYNC, CACHED>; EACH]; MANY],
    turn: Hint,
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    /// The mask of all slots. It has all bits, so a wake of all slots takes them by a swap.
    pub const ALL: usize = {
        assert!(
            LONE <= BITS && MANY * EACH <= BITS - LONE,
            "a condition has at most `usize::BITS` slots in a fixed set: one for each wait of a `waiter`, \
             and N for each wait of `waiters = Name[N]`"
        );
        usize::MAX
    };

    /// The mask of one of the first `LONE` slots.
    pub const fn lone_bit(index: usize) -> usize {
        assert!(index < LONE, "there is no such slot");
        1 << index
    }

    /// The mask of a list.
    pub const fn many_bits(list: usize) -> usize {
        assert!(list < MANY, "there is no such list");
        lowest(EACH) << (LONE + list * EACH)
    }

    const_fn! {
        /// A set in which nothing is registered. `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            const { _ = Self::ALL };
            Self {
                word: Word::new(),
                lone: init!([SpmcWaker<SYNC, CACHED>; LONE]),
                many: init!([[SpmcWaker<SYNC, CACHED>; EACH]; MANY]),
                turn: Hint::new(),
            }
        }
    }

    /// Returns a slot, for a wake that concerns this slot alone.
    #[inline]
    pub const fn slot(&self, index: usize) -> &SpmcWaker<SYNC, CACHED> {
        if index < LONE {
            return &self.lone[index];
        }
        let index = index - LONE;
        &self.many[index / EACH][index % EACH]
    }

    /// All slots.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &SpmcWaker<SYNC, CACHED>> + Clone {
        self.lone.iter().chain(self.many.as_flattened())
    }

    /// Returns for each slot of a list its number and whether it is registered, for `Debug`.
    pub(crate) fn list_slots(&self, list: usize) -> impl Iterator<Item = (usize, bool)> {
        let slots = self.many[list].iter();
        slots.map(SpmcWaker::shows_registered).enumerate()
    }

    /// Returns the bits of a mask that are set. If none is, whoever registers a slot of the mask later acquires this
    /// call.
    #[inline]
    pub(crate) fn look(&self, mask: usize) -> usize {
        self.word.look_for(mask)
    }

    /// Wakes all slots of a mask. If a waker panics, the others are woken all the same.
    #[inline]
    pub fn wake(&self, mask: usize) {
        if self.look(mask) != 0 {
            self.wake_taken(mask);
        }
    }

    #[inline(never)]
    fn wake_taken(&self, mask: usize) {
        // If another wake takes a bit first, that one wakes its slot.
        let taken = self.word.take(mask);
        wake_each(Positions(taken).map(|index| self.slot(index)));
    }

    /// Wakes one registered slot of a mask, if there is one. If its waker panics, wakes all others, too.
    ///
    /// Only for waits that pass such a wake on: see [`Registration`](super::Registration).
    #[inline]
    pub fn wake_one(&self, mask: usize) {
        if self.look(mask) != 0 {
            self.wake_one_seen(mask);
        }
    }

    #[inline(never)]
    fn wake_one_seen(&self, mask: usize) {
        let wake_one = || {
            if let Found::Woken(index) =
                wake_one(&self.word, |index| self.slot(index), mask, self.turn.get())
            {
                self.turn.set(index + 1);
            }
        };
        // Not one after another: the search would not end if a waker registers again before it panics.
        defer::or_on_panic(wake_one, move || self.wake(mask));
    }

    /// Calls [`SpmcWaker::poll_wait_until`] of a slot, so that wakes find the registration by their masks.
    ///
    /// Like that, it leaves a registration that it did not make. So it is for lone waits, which `wake_one` never
    /// chooses.
    ///
    /// # Safety
    ///
    /// The same as for [`SpmcWaker::poll_wait_until`].
    #[inline]
    pub unsafe fn poll_wait_until<R: Readiness>(
        &self,
        index: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let announce = || self.word.set(1 << index);
        // SAFETY: as the caller promises.
        unsafe { poll_announced(self.slot(index), announce, cx, check) }
    }

    /// Takes a slot for a [`Registration`](super::Registration). `mask` names the slots of the same wait, including
    /// this one.
    ///
    /// # Safety
    ///
    /// While the result exists, nothing else may call the unsafe methods of this slot. Earlier calls must happen before
    /// this one. Wakes must reach the slot through this set, and not directly through [`slot`](Self::slot).
    #[inline]
    pub const unsafe fn place(
        &self,
        index: usize,
        mask: usize,
    ) -> FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH> {
        FixedPlace {
            set: self,
            index,
            mask,
        }
    }
}

/// A slot of a [`FixedSet`] that one handle has to itself, and the mask of all slots of the same wait.
pub struct FixedPlace<
    'a,
    const SYNC: bool,
    const CACHED: bool,
    const LONE: usize,
    const MANY: usize = 0,
    const EACH: usize = 0,
> {
    // Invariant: nothing else calls the unsafe methods of this slot while this value exists, and earlier calls happened
    // before it was made.
    set: &'a FixedSet<SYNC, CACHED, LONE, MANY, EACH>,
    index: usize,
    mask: usize,
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    Place for FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH>
{
    #[inline]
    fn register(&mut self, waker: &Waker) {
        // SAFETY: nothing else calls the unsafe methods of this slot (see the field), and because of `&mut self` these
        // calls do not overlap. Wakes reach the slot through the word alone, as `place`'s caller promises, and its bit
        // is set next.
        let is_new = unsafe { self.set.slot(self.index).register_in_set(waker, true) };
        self.set.word.announce_slot(1 << self.index, is_new);
    }

    #[inline]
    fn unregister(&mut self) -> bool {
        // SAFETY: as in `register`.
        unsafe { self.set.slot(self.index).unregister() }
    }

    #[inline]
    fn is_registered(&self) -> bool {
        self.set.slot(self.index).is_still_registered()
    }

    fn shows_registered(&self) -> bool {
        self.set.slot(self.index).shows_registered()
    }

    #[inline]
    fn wake_one(&self) {
        self.set.wake_one(self.mask);
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    Sealed for FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH>
{
}

impl_init!([const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize] FixedSet<SYNC, CACHED, LONE, MANY, EACH> = Self::new());

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    Default for FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    fn default() -> Self {
        Self::new()
    }
}
