//! A set with an inline slot for each wait of a lone waiter, and any number of slots for each wait of `waiters`.

use super::{
    flag::Flag,
    list::Segments,
    lone::poll_announced,
    registration::{Place, sealed::Sealed},
    segment::{RootBits, Segment},
    word::{BITS, Word},
};
use crate::{
    Readiness, SpmcWaker,
    defer::Defer,
    sync::{const_fn, impl_init, init},
};
use core::{
    slice,
    task::{Context, Poll, Waker},
};

/// `LONE` inline slots, `MANY` lists of slots that grow, and one root word.
///
/// Bit `i` of the root says that inline slot `i` may be registered. The lists share the bits above evenly
/// ([`many_bits`](Self::many_bits)). Bit `n` of a list's `k` bits says that slots may be registered in its segments
/// `s` with `s % k == n`. So one look at the root covers all slots, and a mask of root bits says which slots a wake
/// concerns.
pub struct GrowingSet<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    pub(super) root: Word<SYNC>,
    pub(super) lone: [SpmcWaker<SYNC, CACHED>; LONE],
    pub(super) many: [Segments<SYNC, CACHED>; MANY],
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    GrowingSet<SYNC, CACHED, LONE, MANY>
{
    /// The number of bits that each list has in the root.
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

    /// The mask of an inline slot.
    pub const fn lone_bit(index: usize) -> usize {
        assert!(index < LONE, "there is no such slot");
        1 << index
    }

    /// The mask of a list of slots.
    pub const fn many_bits(list: usize) -> usize {
        assert!(list < MANY, "there is no such list");
        Self::root_bits(list).mask()
    }

    /// Returns the list that a bit of the root belongs to. The bit must not be that of an inline slot.
    pub(super) const fn list_of(position: usize) -> usize {
        match (position - LONE).checked_div(Self::BITS_EACH) {
            Some(list) => list,
            None => unreachable!(),
        }
    }

    pub(super) const fn root_bits(list: usize) -> RootBits {
        RootBits {
            first: LONE + list * Self::BITS_EACH,
            count: Self::BITS_EACH,
        }
    }

    const_fn! {
        /// Creates a set in which nothing is registered. It has allocated nothing. `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            const { _ = Self::BITS_EACH };
            Self {
                root: Word::new(),
                lone: init!([SpmcWaker<SYNC, CACHED>; LONE]),
                many: init!([Segments<SYNC, CACHED>; MANY]),
            }
        }
    }

    /// Returns an inline slot, for a wake that concerns this slot alone.
    #[inline]
    pub const fn slot(&self, index: usize) -> &SpmcWaker<SYNC, CACHED> {
        &self.lone[index]
    }

    /// Returns all inline slots.
    pub(crate) fn slots(&self) -> slice::Iter<'_, SpmcWaker<SYNC, CACHED>> {
        self.lone.iter()
    }

    /// Returns for each held slot of a list its number and whether it is registered, for `Debug`.
    pub(crate) fn held_slots(&self, list: usize) -> impl Iterator<Item = (usize, bool)> {
        self.many[list].held_slots()
    }

    /// Calls [`SpmcWaker::poll_wait_until`] of an inline slot, so that wakes find the registration by their masks.
    ///
    /// Like that, it leaves a registration that it did not make.
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
        let announce = || self.root.set(Self::lone_bit(index));
        // SAFETY: as the caller promises.
        unsafe { poll_announced(&self.lone[index], announce, cx, check) }
    }

    /// Takes a free slot of a list. The drop of the result gives it back.
    ///
    /// The search begins at a place that depends on `hint`, so that handles with different hints use different words.
    ///
    /// # Panics
    ///
    /// Panics if an allocation fails without aborting. Nothing has changed then.
    #[inline]
    pub fn hold(&self, list: usize, hint: usize) -> Held<'_, SYNC, CACHED, LONE, MANY> {
        // SAFETY: the slot has just been taken.
        unsafe { Held::taken(self, self.take_slot(list, None, hint)) }
    }

    /// Takes a free slot of a list. The search begins in the segment `near`, if there is one.
    ///
    /// Returns the slot's segment and its position there, because these come back in registers. A [`Held`] would come
    /// back in memory, and its copy would wait for that memory.
    pub(super) fn take_slot<'a>(
        &'a self,
        list: usize,
        near: Option<&'a Segment<SYNC, CACHED>>,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        let (segment, position) = self.many[list].hold(Self::root_bits(list), near, hint);
        if segment.shares_root_bit {
            // A task of an earlier segment may have set the root's bit, without knowing of this segment. A wake that
            // takes the bit must acquire the link that leads here, so set it again. (A segment that shares its bit
            // with no earlier one needs nothing: whoever sets its bit has acquired that link.)
            self.root.set_always(segment.root_bit);
        }
        (segment, position)
    }
}

/// A slot of a [`GrowingSet`], held until this value is dropped.
pub struct Held<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    pub(super) set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
    // Invariant: the segment belongs to this set. The slot is held (its bit in the segment's `held` is set), by this
    // value alone, or by the handle whose flag `own` is, which this value has taken.
    pub(super) segment: &'a Segment<SYNC, CACHED>,
    pub(super) position: usize,
    /// The flag of the handle, if this is the handle's own slot.
    pub(super) own: Option<&'a Flag>,
}

impl<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    Held<'a, SYNC, CACHED, LONE, MANY>
{
    /// Holds a slot that was free.
    ///
    /// # Safety
    ///
    /// The caller must have taken this slot from this set, and nothing else may hold it.
    #[inline]
    pub(super) const unsafe fn taken(
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

    /// Drops the waker that is cached in the slot, and gives the slot back to the set.
    ///
    /// # Safety
    ///
    /// The same as for [`Place::give_back`]. And the slot must be held by this value alone.
    unsafe fn give_back_taken(&self) {
        // Deferred, because the drop of the cached waker may panic.
        let _give_back = Defer::new(|| {
            // SAFETY: as the caller promises. This is the last use of the slot.
            unsafe { self.segment.give_back(self.position) };
        });
        // SAFETY: as in `register`.
        unsafe { self.slot().clear() };
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Place
    for Held<'_, SYNC, CACHED, LONE, MANY>
{
    #[inline]
    fn register(&mut self, waker: &Waker) {
        // SAFETY: this value alone uses the slot (see the field), and because of `&mut self` these calls do not
        // overlap. The last holder's calls happen before, because taking the slot or the flag acquires the release
        // that gave it back. Wakes reach a segment's slot through its word alone, and its bit is set next.
        let is_new = unsafe { self.slot().register_in_set(waker, self.own.is_some()) };
        // In this order, because a wake takes the root's bit, then the word's bit, and then looks at the slot.
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
    unsafe fn give_back(&mut self) {
        match self.own {
            // SAFETY: this value has the flag (see the field), and the caller does not use the slot afterwards.
            Some(own) => unsafe { own.give_back() },
            // SAFETY: this value alone holds the slot (see the field), and the rest is as the caller promises.
            None => unsafe { self.give_back_taken() },
        }
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Drop
    for Held<'_, SYNC, CACHED, LONE, MANY>
{
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the value is being dropped, so it is not used afterwards. (Who gives the slot back before, promises not
        // to drop the value.)
        unsafe { self.give_back() };
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
