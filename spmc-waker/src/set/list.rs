//! The slots of one wait of `waiters`: a list of segments that only grows. Each segment has a word.
//!
//! The list consists of blocks of 1, 1, 2, 4, 8, … segments. So each segment is a few links away, and a wake of one
//! task costs about the same for ten slots as for ten thousand.

use super::{
    link::Link,
    segment::{RootBits, Segment},
    wake::Hint,
};
use crate::{
    defer,
    sync::{
        AtomicPtr,
        Ordering::{Acquire, Relaxed, Release},
        SEGMENT_SLOTS, const_fn, impl_init,
    },
};
use alloc::boxed::Box;
use core::{iter, ptr};

/// Segments that are allocated together: as many as all earlier blocks have, but at least one.
struct Block<const SYNC: bool, const CACHED: bool> {
    first: Segment<SYNC, CACHED>,
    others: Box<[Segment<SYNC, CACHED>]>,
    next: AtomicPtr<Self>,
}

impl<const SYNC: bool, const CACHED: bool> Block<SYNC, CACHED> {
    /// Creates the block that begins with the segment of this number. In that segment, one slot is held from the start.
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

    /// Returns the segment at this index of the block.
    #[inline]
    fn get(&self, index: usize) -> Option<&Segment<SYNC, CACHED>> {
        match index.checked_sub(1) {
            None => Some(&self.first),
            Some(index) => self.others.get(index),
        }
    }
}

/// Iterates over every `step`-th segment of a list, across its blocks.
pub(super) struct Iter<'a, const SYNC: bool, const CACHED: bool> {
    block: Option<&'a Block<SYNC, CACHED>>,
    /// The index of the next segment, counted from the first one of `block`.
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
    // Invariant: this, and `next` of each block, is null or a block that came from a box and that only the drop of this
    // list frees.
    first: AtomicPtr<Block<SYNC, CACHED>>,
    /// The number of segments. Those of a block that is being appended may be missing.
    pub(super) count: Hint,
    /// The segment in which the last wake of one found a waiter.
    pub(super) last_woken: Link<SYNC, CACHED>,
    /// The position after that waiter's. At most the number of bits.
    pub(super) turn: Hint,
    /// The segment in which the last search that began in a full segment found a free slot.
    roomy: Link<SYNC, CACHED>,
}

impl<const SYNC: bool, const CACHED: bool> Segments<SYNC, CACHED> {
    const_fn! {
        pub(super) fn new() -> Self {
            Self {
                first: AtomicPtr::new(ptr::null_mut()),
                count: Hint::new(),
                last_woken: Link::new(),
                turn: Hint::new(),
                roomy: Link::new(),
            }
        }
    }

    /// Iterates over every `step`-th segment, from this number on.
    #[inline]
    pub(super) fn iter(&self, number: usize, step: usize) -> Iter<'_, SYNC, CACHED> {
        Iter {
            block: Self::follow(&self.first),
            index: number,
            step,
        }
    }

    /// Returns for each held slot its number and whether it is registered, for `Debug`.
    pub(super) fn held_slots(&self) -> impl Iterator<Item = (usize, bool)> {
        self.iter(0, 1).flat_map(Segment::held_slots)
    }

    /// Iterates over the segments under the bit at this position of the root.
    #[inline]
    pub(super) fn under(&self, root_bits: RootBits, position: usize) -> Iter<'_, SYNC, CACHED> {
        self.iter(position - root_bits.first, root_bits.count)
    }

    /// Returns the block that a link of this list leads to.
    #[inline]
    fn follow(link: &AtomicPtr<Block<SYNC, CACHED>>) -> Option<&Block<SYNC, CACHED>> {
        // Acquire, with the release in `append`: the block was initialised before. (A wake that follows a bit of the
        // root has acquired the link to that bit's segment with the bit. But it may meet blocks that are newer.)
        let block = link.load(Acquire);
        // SAFETY: null, or a block that only the list's drop frees or borrows mutably (see the field). The list is
        // borrowed for as long as the link is.
        unsafe { block.as_ref() }
    }

    /// Takes a free slot, in a new block if all slots are held. The search begins in `near` or, without that, in a
    /// segment that depends on `hint`.
    ///
    /// # Panics
    ///
    /// Panics if an allocation fails without aborting. Nothing has changed then.
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
        // SAFETY: the segment belongs to this list.
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
        // Added, not set: another thread may have appended the next block, and counted it, before this one is counted. A
        // count that stayed too low would hide from `wake_next_in` that later segments have turns.
        self.count.add(new.len());
        Some(new)
    }
}

impl<const SYNC: bool, const CACHED: bool> Drop for Segments<SYNC, CACHED> {
    fn drop(&mut self) {
        // Relaxed: `&mut self` comes after every other use.
        let mut block = self.first.load(Relaxed);
        // Goes on after a panic in the drop of a waker that a forgotten wait has left.
        defer::run_to_the_end(|| {
            while !block.is_null() {
                // SAFETY: it came from a box (see the field), and because of `&mut self` nobody uses it. `block` is set
                // to the next one before this one is dropped, so it is not freed twice.
                let owned = unsafe { Box::from_raw(block) };
                block = owned.next.load(Relaxed);
            }
        });
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] Segments<SYNC, CACHED> = Self::new());
