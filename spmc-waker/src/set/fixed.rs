//! A set of a fixed number of slots, in line, and one word.

use super::{
    registration::{Place, Registration, sealed::Sealed},
    wake::{Found, Turn, wake_each, wake_one},
    word::{BITS, Positions, Word, lowest},
};
use crate::{
    Readiness, SpmcWaker, defer,
    sync::{const_fn, impl_init, init},
};
use core::{
    mem,
    task::{Context, Poll, Waker},
};

/// `LONE` slots, then `MANY` lists of `EACH` slots, and one word whose bit `i` says that slot `i` may be
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
    turn: Turn,
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    /// The mask of all slots. It has all bits, so that a wake of all takes them by a swap.
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
                turn: Turn::new(),
            }
        }
    }

    /// A slot, to be woken by itself: a wake that concerns one slot needs no mask.
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

    /// The slots of a list, for `Debug`: whether each is registered.
    pub(crate) fn list_slots(&self, list: usize) -> impl Iterator<Item = (usize, bool)> {
        let slots = self.many[list].iter();
        slots.map(SpmcWaker::shows_registered).enumerate()
    }

    /// Looks for slots of a mask. Where none is registered, whoever registers one later acquires this.
    #[inline]
    pub(crate) fn look(&self, mask: usize) -> usize {
        look(&self.word, mask)
    }

    /// Wakes all slots of a mask. All are woken although a waker panics.
    #[inline]
    pub fn wake(&self, mask: usize) {
        if self.look(mask) != 0 {
            self.wake_taken(mask);
        }
    }

    /// As [`wake`](Self::wake), for where nothing is registered as a rule.
    #[inline]
    pub fn wake_cold(&self, mask: usize) {
        if self.look(mask) != 0 {
            self.wake_taken_cold(mask);
        }
    }

    #[inline(never)]
    fn wake_taken(&self, mask: usize) {
        // If another wake takes them first, that one wakes.
        let taken = self.word.take(mask);
        wake_each(Positions(taken).map(|index| self.slot(index)));
    }

    #[cold]
    fn wake_taken_cold(&self, mask: usize) {
        self.wake_taken(mask);
    }

    /// Wakes one slot of a mask, if one is registered there. Another one, too, if its waker panics.
    ///
    /// Only for waits that pass such a wake on: see [`Registration`].
    #[inline]
    pub fn wake_one(&self, mask: usize) {
        if self.look(mask) != 0 {
            self.wake_one_seen(mask);
        }
    }

    #[inline(never)]
    fn wake_one_seen(&self, mask: usize) {
        defer::run_to_the_end(|| {
            if let Found::Woken(index) =
                wake_one(&self.word, |index| self.slot(index), mask, self.turn.get())
            {
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
        unsafe { poll_announced(self.slot(index), announce, cx, check) }
    }

    /// A slot that one handle has to itself, for a [`Registration`]. `mask`
    /// names the slots of the same wait, this one included.
    ///
    /// # Safety
    ///
    /// While the result is there, nothing else may call the unsafe methods of this slot. What did so
    /// before must happen before this call.
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

/// What a handle has for each of its waits, whose slot is its own: whether a `poll_…` method has registered
/// there, and the next one goes on with that.
#[derive(Debug)]
pub struct FixedOwn {
    has_registered: bool,
}

impl FixedOwn {
    /// Nothing is registered.
    pub const fn new() -> Self {
        Self {
            has_registered: false,
        }
    }

    /// One whole poll of a `poll_…` method. A registration that stays is left to the next one.
    #[inline]
    pub fn poll<const ONE: bool, R: Readiness>(
        &mut self,
        mut place: impl Place,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        self.end_forgotten(&mut place);
        // If something panics, the drop of the registration ends it.
        let has_registered = mem::take(&mut self.has_registered);
        let mut registration = Registration::<_, ONE>::resume(place, has_registered);
        let poll = registration.poll(cx, check);
        self.has_registered = registration.keep();
        poll
    }

    /// Removes the registration that a forgotten future has left. Returns whether there was one.
    ///
    /// If a wake has consumed it, that is lost: nothing here knows of it.
    #[inline]
    pub fn end_forgotten(&self, place: &mut impl Place) -> bool {
        !self.has_registered && place.unregister()
    }

    /// Gives up what is registered. Returns whether something was.
    #[inline]
    pub fn release<const ONE: bool>(&mut self, mut place: impl Place) -> bool {
        if self.end_forgotten(&mut place) {
            return true;
        }
        let has_registered = mem::take(&mut self.has_registered);
        Registration::<_, ONE>::resume(place, has_registered).give_up()
    }
}

impl_init!([] FixedOwn = Self::new());

impl Default for FixedOwn {
    fn default() -> Self {
        Self::new()
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

/// A slot of a [`FixedSet`] that one handle has to itself, and the mask of all slots of the same wait.
pub struct FixedPlace<
    'a,
    const SYNC: bool,
    const CACHED: bool,
    const LONE: usize,
    const MANY: usize = 0,
    const EACH: usize = 0,
> {
    // Invariant: nothing else calls the unsafe methods of this slot.
    set: &'a FixedSet<SYNC, CACHED, LONE, MANY, EACH>,
    index: usize,
    mask: usize,
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    Place for FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH>
{
    #[inline]
    fn register(&mut self, waker: &Waker) {
        // SAFETY: nothing else calls these methods of this slot (see the field), and `&mut self`
        // makes these calls follow each other. Wakes come to a slot of `waiters` by the word.
        let is_new = unsafe { self.set.slot(self.index).register_in_set(waker, true) };
        self.set.word.announce_slot(1 << self.index, is_new);
    }

    #[inline]
    fn unregister(&mut self) -> bool {
        // SAFETY: as above.
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
