//! A set with a slot in line for each wait of a lone waiter, and any number for each wait of `waiters`.

use super::{
    fixed::{look, poll_announced},
    flag::Flag,
    list::{Iter, Segments},
    registration::{Place, sealed::Sealed},
    segment::{RootBits, Segment},
    wake::wake_each,
    word::{BITS, Positions, Word},
};
use crate::{
    Readiness, SpmcWaker,
    defer::{self, Defer},
    sync::{const_fn, impl_init, init},
};
use core::{
    slice,
    task::{Context, Poll, Waker},
};

/// `LONE` slots in line, and `MANY` lists of slots that grow, and one root word.
///
/// Bit `i` of the root says that slot `i` in line may be registered. The bits above are dealt out
/// evenly to the lists ([`many_bits`](Self::many_bits)): the n-th of a list's bits says that slots of
/// each segment s with `s % bits == n` may be registered. So one look at the root covers all slots, and
/// a mask of root bits says what a wake concerns.
pub struct GrowingSet<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    root: Word<SYNC>,
    lone: [SpmcWaker<SYNC, CACHED>; LONE],
    many: [Segments<SYNC, CACHED>; MANY],
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    GrowingSet<SYNC, CACHED, LONE, MANY>
{
    /// How many bits of the root each list has.
    const BITS_EACH: usize = {
        assert!(
            LONE <= BITS && MANY <= BITS - LONE,
            "a condition has at most `usize::BITS` waits"
        );
        match (BITS - LONE).checked_div(MANY) {
            Some(bits) => bits,
            None => 0,
        }
    };

    /// The mask of all slots.
    pub const ALL: usize = usize::MAX;

    /// The mask of a slot in line.
    pub const fn lone_bit(index: usize) -> usize {
        assert!(index < LONE, "there is no such slot in line");
        1 << index
    }

    /// The mask of a list of slots.
    pub const fn many_bits(list: usize) -> usize {
        assert!(list < MANY, "there is no such list");
        Self::root_bits(list).mask()
    }

    /// The list that a bit of the root belongs to.
    const fn list_of(position: usize) -> usize {
        match (position - LONE).checked_div(Self::BITS_EACH) {
            Some(list) => list,
            None => unreachable!(),
        }
    }

    const fn root_bits(list: usize) -> RootBits {
        RootBits {
            first: LONE + list * Self::BITS_EACH,
            count: Self::BITS_EACH,
        }
    }

    const_fn! {
        /// A set in which nothing is registered, and which has allocated nothing. `const`, except
        /// under `--cfg loom`.
        pub fn new() -> Self {
            const { _ = Self::BITS_EACH };
            Self {
                root: Word::new(),
                lone: init!([SpmcWaker<SYNC, CACHED>; LONE]),
                many: init!([Segments<SYNC, CACHED>; MANY]),
            }
        }
    }

    /// A slot in line, to be woken by itself: a wake that concerns one such slot needs no mask.
    #[inline]
    pub const fn slot(&self, index: usize) -> &SpmcWaker<SYNC, CACHED> {
        &self.lone[index]
    }

    /// All slots in line.
    pub(crate) fn slots(&self) -> slice::Iter<'_, SpmcWaker<SYNC, CACHED>> {
        self.lone.iter()
    }

    /// The slots of a list that are held, for `Debug`: their numbers, and whether each is registered.
    pub(crate) fn held_slots(&self, list: usize) -> impl Iterator<Item = (usize, bool)> {
        self.many[list].held_slots()
    }

    /// Looks for slots of a mask. Where none is registered, whoever registers one later acquires this.
    #[inline]
    pub(crate) fn look(&self, mask: usize) -> usize {
        look(&self.root, mask)
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
        // If another wake takes them first, that one wakes. The bits are this wake's from now on, and
        // so are those of the words under them: other wakes see the root without them, and go.
        let taken = self.root.take(mask);
        wake_each(Taken {
            set: self,
            bits: Positions(taken),
            segments: Iter::NONE,
            positions: Positions(0),
            slots: &[],
        });
    }

    #[cold]
    fn wake_taken_cold(&self, mask: usize) {
        self.wake_taken(mask);
    }

    /// Wakes one slot of a list, if one is registered there. Another one, too, if its waker panics, and
    /// sometimes more.
    ///
    /// Only for waits that pass such a wake on: see [`Registration`](super::Registration).
    #[inline]
    pub fn wake_one(&self, list: usize) {
        let seen = self.look(Self::many_bits(list));
        if seen != 0 {
            self.wake_one_seen(list, seen);
        }
    }

    #[inline(never)]
    fn wake_one_seen(&self, list: usize, seen: usize) {
        let mut seen = Some(seen);
        defer::run_to_the_end(|| {
            // After a panic, what is there by then.
            let bits = Self::root_bits(list);
            let seen = seen.take().unwrap_or_else(|| self.root.look()) & bits.mask();
            let is_done = self.many[list].wake_one(&self.root, bits, seen);
            if SYNC && !is_done {
                // The look was a load, which may miss bits. Whoever sets one later acquires this.
                let missed = self.root.announce() & bits.mask() & !seen;
                self.many[list].wake_one(&self.root, bits, missed);
            }
        });
    }

    /// [`SpmcWaker::poll_wait_until`] of a slot in line that masks name. So it leaves a registration
    /// that it did not make, which suits the wait of a lone waiter.
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
        let announce = || self.root.set(Self::lone_bit(index));
        // SAFETY: as the caller promises.
        unsafe { poll_announced(&self.lone[index], announce, cx, check) }
    }

    /// Takes a free slot of a list, which is given back when the result is dropped.
    ///
    /// Where the search begins depends on `hint`: handles with different ones do not meet in one word.
    ///
    /// # Panics
    ///
    /// Where an allocation fails that does not abort, before anything has changed.
    #[inline]
    pub fn hold(&self, list: usize, hint: usize) -> Held<'_, SYNC, CACHED, LONE, MANY> {
        Held::taken(self, self.take_slot(list, None, hint))
    }

    /// Takes a free slot of a list. The search begins in this segment, if one is given.
    ///
    /// Returns the slot's segment and its position there, in registers. A [`Held`] would come back in memory, and
    /// its copy would wait for that memory.
    pub(super) fn take_slot<'a>(
        &'a self,
        list: usize,
        near: Option<&'a Segment<SYNC, CACHED>>,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        let (segment, position) = self.many[list].hold(Self::root_bits(list), near, hint);
        if segment.shares_root_bit {
            // The root's bit may have been set for another segment, by a task that does not know this
            // one. So may be a wake that takes it: it has to acquire the link that leads here. A bit
            // that only segments up to this one have is set by tasks that have acquired that.
            self.root.set_always(segment.root_bit);
        }
        (segment, position)
    }
}

/// The slots under bits of the root that a wake has taken. The words are taken on the way.
///
/// One loop, not nested iterators: so little is left of it where one slot is registered.
struct Taken<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
    /// The bits of the root that are left.
    bits: Positions,
    /// The segments that are left under the last of them.
    segments: Iter<'a, SYNC, CACHED>,
    /// The slots that are left of the last segment.
    positions: Positions,
    slots: &'a [SpmcWaker<SYNC, CACHED>],
}

impl<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Iterator
    for Taken<'a, SYNC, CACHED, LONE, MANY>
{
    type Item = &'a SpmcWaker<SYNC, CACHED>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(position) = self.positions.next() {
                return Some(&self.slots[position]);
            }
            if let Some(segment) = self.segments.next() {
                self.positions = Positions(segment.word.take_all());
                self.slots = &segment.slots;
                continue;
            }
            let set = self.set;
            let position = self.bits.next()?;
            if position < LONE {
                return Some(&set.lone[position]);
            }
            let list = GrowingSet::<SYNC, CACHED, LONE, MANY>::list_of(position);
            let root_bits = GrowingSet::<SYNC, CACHED, LONE, MANY>::root_bits(list);
            self.segments = set.many[list].under(root_bits, position);
        }
    }
}

/// A slot of a [`GrowingSet`] that is held until this is dropped.
pub struct Held<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    pub(super) set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
    // Invariant: the segment is of this set. The slot's bit in `held` is set, and nothing but this
    // value, or what has the flag, stands for it.
    pub(super) segment: &'a Segment<SYNC, CACHED>,
    pub(super) position: usize,
    /// The flag of the handle's own slot, if it is that. Else it is one that was free.
    pub(super) own: Option<&'a Flag>,
}

impl<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    Held<'a, SYNC, CACHED, LONE, MANY>
{
    /// A slot of this set that was free, and that the caller has taken.
    #[inline]
    pub(super) const fn taken(
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        (segment, position): (&'a Segment<SYNC, CACHED>, usize),
    ) -> Self {
        Self {
            set,
            segment,
            position,
            own: None,
        }
    }

    fn slot(&self) -> &SpmcWaker<SYNC, CACHED> {
        &self.segment.slots[self.position]
    }

    /// Gives the slot back to the set, without the waker that is cached there.
    pub(super) fn give_back_taken(&self) {
        // On unwinding, too: the drop of the cached waker may panic.
        let _give_back = Defer::new(|| self.segment.give_back(self.position));
        // SAFETY: as in `register`.
        unsafe { self.slot().clear() };
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Place
    for Held<'_, SYNC, CACHED, LONE, MANY>
{
    #[inline]
    fn register(&mut self, waker: &Waker) {
        // SAFETY: the slot is held by this value alone (see the field), and `&mut self` makes these
        // calls follow each other. The last holder's calls happen before: taking the slot, or the
        // flag, acquires the giving back. Wakes come to a segment's slot by its word. A taken slot keeps no waker.
        let is_new = unsafe { self.slot().register_in_set(waker, self.own.is_some()) };
        // In this order: a wake takes the root's bit and then the word's, and then looks at the slot.
        self.segment.word.announce_slot(1 << self.position, is_new);
        self.set.root.set(self.segment.root_bit);
    }

    #[inline]
    fn unregister(&mut self) -> bool {
        // SAFETY: as in `register`.
        unsafe { self.slot().unregister() }
    }

    #[inline]
    fn is_registered(&self) -> bool {
        self.slot().is_still_registered()
    }

    fn shows_registered(&self) -> bool {
        self.slot().shows_registered()
    }

    #[inline]
    fn wake_one(&self) {
        let list = GrowingSet::<SYNC, CACHED, LONE, MANY>::list_of(self.segment.root_position());
        self.set.wake_one(list);
    }

    #[inline]
    fn keep(&mut self) {
        if let Some(own) = self.own {
            own.keep();
        }
    }

    #[inline]
    fn give_back(&mut self) {
        match self.own {
            Some(own) => own.give_back(),
            None => self.give_back_taken(),
        }
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Drop
    for Held<'_, SYNC, CACHED, LONE, MANY>
{
    #[inline]
    fn drop(&mut self) {
        self.give_back();
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Sealed
    for Held<'_, SYNC, CACHED, LONE, MANY>
{
}

impl_init!(
    [const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize]
    GrowingSet<SYNC, CACHED, LONE, MANY> = Self::new()
);

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Default
    for GrowingSet<SYNC, CACHED, LONE, MANY>
{
    fn default() -> Self {
        Self::new()
    }
}
