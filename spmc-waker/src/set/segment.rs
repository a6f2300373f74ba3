//! The slots of one wait of `waiters`: a list that only grows, of segments with a word each.
//!
//! The list consists of blocks of 1, 1, 2, 4, 8, … segments. So few links lead to any segment, and a wake of one
//! task costs about the same whether there are ten slots or ten thousand.

use super::{
    wake::{Found, Turn, wake_each, wake_one},
    word::{BITS, Positions, Word, lowest, positions_from},
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

/// The segments of one wait.
pub(super) struct Segments<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a block that came from a box and that lies there as long as this list. So
    // are the blocks' `next`.
    first: AtomicPtr<Block<SYNC, CACHED>>,
    /// Where wakes of one begin.
    turn: Turn,
    /// The segment in which a free slot was found last, by a search that began in a full one.
    roomy: Turn,
}

impl<const SYNC: bool, const CACHED: bool> Segments<SYNC, CACHED> {
    const_fn! {
        pub(super) fn new() -> Self {
            Self {
                first: AtomicPtr::new(ptr::null_mut()),
                turn: Turn::new(),
                roomy: Turn::new(),
            }
        }
    }

    #[inline]
    fn blocks(&self) -> impl Iterator<Item = &Block<SYNC, CACHED>> {
        iter::successors(Self::follow(&self.first), |block| Self::follow(&block.next))
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
        let hold_in = |segment: &'a Segment<SYNC, CACHED>, start| {
            let position = segment.hold(start)?;
            Some((segment, position))
        };
        let (first, start) = match near {
            Some(near) => (Some(near), hint),
            None => {
                let count = self.blocks().map(Block::len).sum::<usize>();
                let count = count.max(1);
                (self.iter(hint % count, 1).next(), hint / count)
            }
        };
        if let Some(held) = first.and_then(|segment| hold_in(segment, start)) {
            return held;
        }
        let roomy = self.roomy.get();
        let mut around = self.iter(roomy, 1).chain(self.iter(0, 1).take(roomy));
        match around.find_map(|segment| hold_in(segment, start)) {
            Some(held) => {
                self.roomy.set(held.0.number);
                held
            }
            None => self.grow(root_bits, start),
        }
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
            if let Some(block) = Self::append(link, number, root_bits, position) {
                return (&block.first, position);
            }
        }
    }

    /// Appends a new block, unless there is one.
    fn append(
        link: &AtomicPtr<Block<SYNC, CACHED>>,
        number: usize,
        root_bits: RootBits,
        held_slot: usize,
    ) -> Option<&Block<SYNC, CACHED>> {
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
        Some(unsafe { &*new })
    }

    /// Wakes one registered slot under the bits `seen` of the root, which are some of the list's. Returns
    /// whether there was one.
    ///
    /// Begins where the last such wake left off, so that each waiter has its turn.
    #[inline]
    pub(super) fn wake_one(&self, root: &Word<SYNC>, root_bits: RootBits, seen: usize) -> bool {
        let turn = self.turn.get();
        let (root_start, start) = (turn / BITS % BITS, turn % BITS);
        // What is left of the segments that the last wake was in, before the others.
        let rest = !lowest(start);
        if seen & 1 << root_start != 0
            && self
                .under(root_bits, root_start)
                .filter(|segment| segment.word.look() & rest != 0)
                .any(|segment| {
                    self.wake_one_in(segment, rest, start)
                        .is_ok_and(|woken| woken)
                })
        {
            return true;
        }
        for position in positions_from(seen, root_start + 1) {
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

    /// Wakes one slot of a segment, if the word says that one of `among` is registered.
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
                let root_position = segment.root_bit.trailing_zeros() as usize;
                self.turn.set(root_position * BITS + (position + 1) % BITS);
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
