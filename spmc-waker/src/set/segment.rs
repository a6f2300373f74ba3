//! The slots of one wait of `waiters`: a list that only grows, of segments with a word each.
//!
//! The list consists of blocks of 1, 1, 2, 4, 8, … segments. So few links lead to any segment, and a wake of one
//! task costs about the same whether there are ten slots or ten thousand.

use super::{
    wake::{Found, Turn, wake_each, wake_one},
    word::{Positions, Word, lowest, positions_from},
};
use crate::{
    SpmcWaker,
    sync::{
        AtomicPtr, AtomicUsize,
        Ordering::{Acquire, Relaxed, Release},
        SEGMENT_SLOTS, const_fn, impl_init,
    },
};
use alloc::boxed::Box;
use core::{iter, ptr};

/// Slots, and which of them may be registered, and which are held.
pub(super) struct Segment<const SYNC: bool, const CACHED: bool> {
    pub(super) word: Word<SYNC>,
    /// The bits of slots that are held, and those for which there is no slot.
    held: AtomicUsize,
    /// The root's bit for this segment.
    pub(super) root_bit: usize,
    /// Whether the root has that bit for earlier segments, too.
    pub(super) shares_root_bit: bool,
    number: usize,
    pub(super) slots: Box<[SpmcWaker<SYNC, CACHED>]>,
}

impl<const SYNC: bool, const CACHED: bool> Segment<SYNC, CACHED> {
    /// The segment with this number. These slots of it are held.
    fn new(number: usize, root_bits: RootBits, held: usize) -> Self {
        let count = SEGMENT_SLOTS[usize::from(number > 0)];
        let position = root_bits.first + number % root_bits.count;
        Self {
            word: Word::new(),
            held: AtomicUsize::new(!lowest(count) | held),
            root_bit: 1 << position,
            shares_root_bit: number >= root_bits.count,
            number,
            slots: iter::repeat_with(SpmcWaker::new).take(count).collect(),
        }
    }

    /// The slots that are held, for `Debug`: their numbers in the list, and whether each is registered.
    pub(super) fn held_slots(&self) -> impl Iterator<Item = (usize, bool)> {
        let [first, later] = SEGMENT_SLOTS;
        let before = match self.number.checked_sub(1) {
            None => 0,
            Some(later_before) => first + later_before * later,
        };
        // Relaxed: a snapshot.
        let held = self.held.load(Relaxed) & lowest(self.slots.len());
        Positions(held).map(move |position| {
            let is_registered = self.slots[position].shows_registered();
            (before + position, is_registered)
        })
    }

    /// Takes a free slot, if there is one. Prefers the first one from `start` on.
    fn hold(&self, start: usize) -> Option<usize> {
        // Relaxed: a hint. The read-modify-write tells.
        let held = self.held.load(Relaxed);
        positions_from(!held, start).find(|position| {
            let bit = 1 << position;
            // Acquire, with `give_back`: what the last holder did with the slot comes before.
            self.held.fetch_or(bit, Acquire) & bit == 0
        })
    }

    /// The position of the root's bit for this segment.
    #[inline]
    const fn root_position(&self) -> usize {
        self.root_bit.trailing_zeros() as usize
    }

    /// Gives a slot back, whose holder does not use it any more.
    pub(super) fn give_back(&self, position: usize) {
        // Release, with `hold`.
        self.held.fetch_and(!(1 << position), Release);
    }

    /// Takes all bits of the word, and returns their slots.
    #[inline]
    fn take_all(&self) -> impl Iterator<Item = &SpmcWaker<SYNC, CACHED>> {
        Positions(self.word.take_all()).map(|position| &self.slots[position])
    }
}

/// The bits of the root that a list has, in a row.
#[derive(Clone, Copy)]
pub(super) struct RootBits {
    pub(super) first: usize,
    pub(super) count: usize,
}

impl RootBits {
    pub(super) const fn mask(self) -> usize {
        lowest(self.count) << self.first
    }
}

/// Segments that are allocated together, as many as there are before them.
struct Block<const SYNC: bool, const CACHED: bool> {
    first: Segment<SYNC, CACHED>,
    others: Box<[Segment<SYNC, CACHED>]>,
    next: AtomicPtr<Self>,
}

impl<const SYNC: bool, const CACHED: bool> Block<SYNC, CACHED> {
    /// The block that begins with the segment of this number, one of whose slots is held.
    fn new(number: usize, root_bits: RootBits, held_slot: usize) -> Self {
        let others = number + 1..2 * number;
        Self {
            first: Segment::new(number, root_bits, 1 << held_slot),
            others: others
                .map(|number| Segment::new(number, root_bits, 0))
                .collect(),
            next: AtomicPtr::new(ptr::null_mut()),
        }
    }

    fn len(&self) -> usize {
        1 + self.others.len()
    }

    /// Its segment at this index.
    #[inline]
    fn get(&self, index: usize) -> Option<&Segment<SYNC, CACHED>> {
        match index.checked_sub(1) {
            None => Some(&self.first),
            Some(index) => self.others.get(index),
        }
    }
}

/// Every so many segments, over all blocks.
pub(super) struct Iter<'a, const SYNC: bool, const CACHED: bool> {
    block: Option<&'a Block<SYNC, CACHED>>,
    /// The index of the next segment, counted from this block.
    index: usize,
    step: usize,
}

impl<const SYNC: bool, const CACHED: bool> Iter<'_, SYNC, CACHED> {
    /// No segments.
    pub(super) const NONE: Self = Self {
        block: None,
        index: 0,
        step: 1,
    };
}

impl<'a, const SYNC: bool, const CACHED: bool> Iterator for Iter<'a, SYNC, CACHED> {
    type Item = &'a Segment<SYNC, CACHED>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let block = self.block?;
            if let Some(segment) = block.get(self.index) {
                self.index += self.step;
                return Some(segment);
            }
            self.index -= block.len();
            self.block = Segments::follow(&block.next);
        }
    }
}

/// A link to a segment of the same list, where a search begins: a hint.
struct Link<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a segment of the list that has this link, which is there as long as the list.
    segment: AtomicPtr<Segment<SYNC, CACHED>>,
}

impl<const SYNC: bool, const CACHED: bool> Link<SYNC, CACHED> {
    const_fn! {
        fn new() -> Self {
            Self {
                segment: AtomicPtr::new(ptr::null_mut()),
            }
        }
    }

    #[inline]
    fn get(&self) -> Option<&Segment<SYNC, CACHED>> {
        // Acquire, with `set`: the segment was made before, and who comes here acquires the links to it.
        let segment = self.segment.load(Acquire);
        // SAFETY: null, or a segment that is there as long as the list, which is borrowed.
        unsafe { segment.as_ref() }
    }

    /// # Safety
    ///
    /// The segment must be of the list that has this link.
    #[inline]
    unsafe fn set(&self, segment: &Segment<SYNC, CACHED>) {
        // Release, with `get`.
        self.segment
            .store(ptr::from_ref(segment).cast_mut(), Release);
    }
}

/// The segments of one wait.
pub(super) struct Segments<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a block that came from a box and that lies there as long as this list. So
    // are the blocks' `next`.
    first: AtomicPtr<Block<SYNC, CACHED>>,
    /// How many segments there are, or were a moment ago: a hint.
    count: Turn,
    /// The segment in which the last wake of one found a waiter.
    last_woken: Link<SYNC, CACHED>,
    /// The position after that waiter, at most the number of bits.
    turn: Turn,
    /// The segment in which a free slot was found last, by a search that began in a full one.
    roomy: Link<SYNC, CACHED>,
}

impl<const SYNC: bool, const CACHED: bool> Segments<SYNC, CACHED> {
    const_fn! {
        pub(super) fn new() -> Self {
            Self {
                first: AtomicPtr::new(ptr::null_mut()),
                count: Turn::new(),
                last_woken: Link::new(),
                turn: Turn::new(),
                roomy: Link::new(),
            }
        }
    }

    /// Every so many segments, from this number on.
    #[inline]
    fn iter(&self, number: usize, step: usize) -> Iter<'_, SYNC, CACHED> {
        Iter {
            block: Self::follow(&self.first),
            index: number,
            step,
        }
    }

    /// The slots that are held, for `Debug`.
    pub(super) fn held_slots(&self) -> impl Iterator<Item = (usize, bool)> {
        self.iter(0, 1).flat_map(Segment::held_slots)
    }

    /// The segments under the bit at this position of the root.
    #[inline]
    pub(super) fn under(&self, root_bits: RootBits, position: usize) -> Iter<'_, SYNC, CACHED> {
        self.iter(position - root_bits.first, root_bits.count)
    }

    /// The block that a link of this list leads to.
    #[inline]
    fn follow(link: &AtomicPtr<Block<SYNC, CACHED>>) -> Option<&Block<SYNC, CACHED>> {
        // Acquire, with `append`: the block was made before. (A wake that comes here because of a
        // bit has acquired that with the bit. It also meets blocks that it knows nothing of.)
        let block = link.load(Acquire);
        // SAFETY: null, or a block that lives as long as its list. The list is borrowed for the
        // lifetime of the link, and only its drop borrows blocks mutably.
        unsafe { block.as_ref() }
    }

    /// Takes a free slot, in a new block if all are held. The search begins in `near` or, without that, in a
    /// segment that depends on `hint`.
    ///
    /// # Panics
    ///
    /// Where Rust's allocation error does, before anything has changed.
    pub(super) fn hold<'a>(
        &'a self,
        root_bits: RootBits,
        near: Option<&'a Segment<SYNC, CACHED>>,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        let (first, start) = match near {
            Some(near) => (Some(near), hint),
            None => {
                let count = self.count.get().max(1);
                (self.iter(hint % count, 1).next(), hint / count)
            }
        };
        let hold_in = |segment: &'a Segment<SYNC, CACHED>| Some((segment, segment.hold(start)?));
        first
            .and_then(hold_in)
            .or_else(|| self.roomy.get().and_then(hold_in))
            .unwrap_or_else(|| self.hold_anywhere(root_bits, start))
    }

    /// Takes a free slot of any segment, or one of a new block.
    #[cold]
    fn hold_anywhere(&self, root_bits: RootBits, start: usize) -> (&Segment<SYNC, CACHED>, usize) {
        let roomy = self.roomy.get().map_or(0, |segment| segment.number);
        let mut around = self.iter(roomy, 1).chain(self.iter(0, 1).take(roomy));
        let held = around.find_map(|segment| Some((segment, segment.hold(start)?)));
        let held = held.unwrap_or_else(|| self.grow(root_bits, start));
        // SAFETY: it is of this list.
        unsafe { self.roomy.set(held.0) };
        held
    }

    /// Takes a slot of a new block or, if others append one meanwhile, of that.
    #[cold]
    fn grow(&self, root_bits: RootBits, start: usize) -> (&Segment<SYNC, CACHED>, usize) {
        let mut number = 0;
        let mut link = &self.first;
        loop {
            while let Some(block) = Self::follow(link) {
                for segment in iter::once(&block.first).chain(&block.others) {
                    if let Some(position) = segment.hold(start) {
                        return (segment, position);
                    }
                }
                number = block.first.number + block.len();
                link = &block.next;
            }
            let position = start % SEGMENT_SLOTS[usize::from(number > 0)];
            if let Some(block) = self.append(link, number, root_bits, position) {
                return (&block.first, position);
            }
        }
    }

    /// Appends a new block, unless there is one.
    fn append<'a>(
        &self,
        link: &'a AtomicPtr<Block<SYNC, CACHED>>,
        number: usize,
        root_bits: RootBits,
        held_slot: usize,
    ) -> Option<&'a Block<SYNC, CACHED>> {
        let new = Box::into_raw(Box::new(Block::new(number, root_bits, held_slot)));
        // Release, with `follow`. It reads the null that the link began with, and acquires nothing by that.
        // Relaxed on failure: `follow` looks again.
        if link
            .compare_exchange(ptr::null_mut(), new, Release, Relaxed)
            .is_err()
        {
            // SAFETY: it came from a box just now, and nobody else knows it.
            drop(unsafe { Box::from_raw(new) });
            return None;
        }
        // SAFETY: as in `follow`, which would find it here.
        let new = unsafe { &*new };
        self.count.set(number + new.len());
        Some(new)
    }

    /// Wakes one registered slot under the bits `seen` of the root, which are some of the list's. Returns
    /// whether there was one.
    ///
    /// Begins where the last such wake left off, so that each waiter has its turn.
    #[inline]
    pub(super) fn wake_one(&self, root: &Word<SYNC>, root_bits: RootBits, seen: usize) -> bool {
        let last = self.last_woken.get();
        match last {
            Some(last) if seen & last.root_bit != 0 && self.wake_next_in(last, root_bits, seen) => {
                true
            }
            _ => self.wake_first(root, root_bits, seen, last),
        }
    }

    /// Wakes the next slot of the segment in which the last wake of one found a waiter. Returns whether there was
    /// one.
    #[inline]
    fn wake_next_in(&self, last: &Segment<SYNC, CACHED>, root_bits: RootBits, seen: usize) -> bool {
        let start = self.turn.get();
        let mut among = !lowest(start);
        let waiting = last.word.look();
        if waiting & among == 0 {
            // The turn is the next segment's, unless this is the only one that has waiters.
            if seen != last.root_bit || self.count.get() > root_bits.count {
                return false;
            }
            among = usize::MAX;
        }
        waiting & among != 0 && matches!(self.wake_one_in(last, among, start), Ok(true))
    }

    /// Wakes one slot of the segments after the last one in which a waiter was found, and around to it.
    #[inline(never)]
    fn wake_first(
        &self,
        root: &Word<SYNC>,
        root_bits: RootBits,
        seen: usize,
        last: Option<&Segment<SYNC, CACHED>>,
    ) -> bool {
        let mut first = 0;
        if let Some(last) = last {
            first = last.root_position() + 1;
            // Under the same bit, those before have had their turn.
            let mut later = self.iter(last.number + root_bits.count, root_bits.count);
            if seen & last.root_bit != 0
                && later.any(|later| {
                    later.word.look() != 0
                        && matches!(self.wake_one_in(later, usize::MAX, 0), Ok(true))
                })
            {
                return true;
            }
        }
        for position in positions_from(seen, first) {
            let mut all_empty = true;
            for segment in self.under(root_bits, position) {
                match self.wake_one_in(segment, usize::MAX, 0) {
                    Ok(true) => return true,
                    Ok(false) => {}
                    Err(Later) => all_empty = false,
                }
            }
            if all_empty {
                self.clear_root(root, root_bits, 1 << position);
            }
        }
        false
    }

    /// Wakes one slot of a segment of this list, if the word says that one of `among` is registered.
    fn wake_one_in(
        &self,
        segment: &Segment<SYNC, CACHED>,
        among: usize,
        start: usize,
    ) -> Result<bool, Later> {
        match wake_one(
            &segment.word,
            |position| &segment.slots[position],
            among,
            start,
        ) {
            Found::Woken(position) => {
                // SAFETY: it is of this list, as both callers' are.
                unsafe { self.last_woken.set(segment) };
                self.turn.set(position + 1);
                Ok(true)
            }
            Found::Empty => Ok(false),
            Found::Later => Err(Later),
        }
    }

    /// Clears a bit of the root under which every word was found empty, although the bit is set.
    ///
    /// A slot may be registered there just then, and leave the bit as it is because it is set. Then any
    /// number of wakes may see it clear, and go. So all that is found afterwards is woken, and the bit
    /// is not set again: to wake one and leave the others would strand them.
    #[cold]
    fn clear_root(&self, root: &Word<SYNC>, root_bits: RootBits, bit: usize) {
        if root.take(bit) != 0 {
            let under = self.under(root_bits, bit.trailing_zeros() as usize);
            wake_each(under.flat_map(Segment::take_all));
        }
    }
}

/// Slots were registered while a wake looked.
struct Later;

impl<const SYNC: bool, const CACHED: bool> Drop for Segments<SYNC, CACHED> {
    fn drop(&mut self) {
        // Relaxed: `&mut self` comes after every other use.
        let mut block = self.first.load(Relaxed);
        while !block.is_null() {
            // SAFETY: it came from a box (see the field), and with `&mut self` nobody uses it.
            let owned = unsafe { Box::from_raw(block) };
            block = owned.next.load(Relaxed);
        }
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] Segments<SYNC, CACHED> = Self::new());
