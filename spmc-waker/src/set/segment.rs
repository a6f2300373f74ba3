//! A segment of a list: some slots, and a word that says which of them may be registered.

use super::word::{Positions, Word, lowest, positions_from};
use crate::{
    SpmcWaker,
    sync::{
        AtomicUsize,
        Ordering::{Acquire, Relaxed, Release},
        SEGMENT_SLOTS,
    },
};
use alloc::boxed::Box;
use core::iter;

/// Some slots, with words that say which of them may be registered, and which are held.
pub(super) struct Segment<const SYNC: bool, const CACHED: bool> {
    pub(super) word: Word<SYNC>,
    /// The bits of slots that are held, and all bits that have no slot.
    held: AtomicUsize,
    /// The root's bit for this segment.
    pub(super) root_bit: usize,
    /// Whether an earlier segment has the same bit of the root.
    pub(super) shares_root_bit: bool,
    pub(super) number: usize,
    pub(super) slots: Box<[SpmcWaker<SYNC, CACHED>]>,
}

impl<const SYNC: bool, const CACHED: bool> Segment<SYNC, CACHED> {
    /// Creates the segment with this number. `held` has the bits of slots that are held from the start.
    pub(super) fn new(number: usize, root_bits: RootBits, held: usize) -> Self {
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

    /// Returns for each held slot its number in the list and whether it is registered, for `Debug`.
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

    /// Takes a free slot, if there is one, and returns its position. Prefers the first one from `start` on.
    pub(super) fn hold(&self, start: usize) -> Option<usize> {
        // Relaxed: a hint. The read-modify-write decides.
        let held = self.held.load(Relaxed);
        positions_from(!held, start).find(|position| {
            let bit = 1 << position;
            // Acquire, with the release in `give_back`: what the last holder did with the slot happens before.
            //
            // not seen by loom: `register` follows, and the fence before its SeqCst load acquires what this has
            // read. `tests/litmus/own_flag_swap-rlx` shows it, of the flag of a handle's own slot.
            self.held.fetch_or(bit, Acquire) & bit == 0
        })
    }

    /// Returns the position of the root's bit for this segment.
    #[inline]
    pub(super) const fn root_position(&self) -> usize {
        self.root_bit.trailing_zeros() as usize
    }

    /// Gives a slot back.
    ///
    /// # Safety
    ///
    /// The caller must hold the slot, and not use it afterwards.
    pub(super) unsafe fn give_back(&self, position: usize) {
        // Release, with the acquire in `hold`.
        self.held.fetch_and(!(1 << position), Release);
    }

    /// Takes all bits of the word, and returns their slots.
    #[inline]
    pub(super) fn take_all(&self) -> impl Iterator<Item = &SpmcWaker<SYNC, CACHED>> {
        Positions(self.word.take_all()).map(|position| &self.slots[position])
    }
}

/// The bits that a list has in the root. They are in a row.
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
