//! Wakes of one task in a list of segments.

use super::{
    list::Segments,
    segment::{RootBits, Segment},
    wake::{Found, wake_each, wake_one},
    word::{Word, lowest, positions_from},
};

impl<const SYNC: bool, const CACHED: bool> Segments<SYNC, CACHED> {
    /// Wakes one registered slot under the bits `seen` of the root, which must be bits of this list. Returns whether
    /// there was one.
    ///
    /// The search begins where the last one ended, so that each waiter has its turn.
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
            // It is the next segment's turn, unless this is the only segment that has waiters.
            if seen != last.root_bit || self.count.get() > root_bits.count {
                return false;
            }
            among = usize::MAX;
        }
        waiting & among != 0 && matches!(self.wake_one_in(last, among, start), Ok(true))
    }

    /// Wakes one slot. The search begins after the segment `last`, and goes around to it.
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
            // Earlier segments under the same bit have had their turn.
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

    /// Wakes one registered slot of a segment of this list, of those whose bits are in `among`.
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
                // SAFETY: all callers pass segments that they got from `last_woken` or from iterators of this list.
                unsafe { self.last_woken.set(segment) };
                self.turn.set(position + 1);
                Ok(true)
            }
            Found::Empty => Ok(false),
            Found::Later => Err(Later),
        }
    }

    /// Clears a bit of the root that is set although every word under it was found empty. Wakes everything that is
    /// registered under it by then: the module documentation of `set` says why ("Waking one").
    #[cold]
    fn clear_root(&self, root: &Word<SYNC>, root_bits: RootBits, bit: usize) {
        if root.take(bit) != 0 {
            let under = self.under(root_bits, bit.trailing_zeros() as usize);
            wake_each(under.flat_map(Segment::take_all));
        }
    }
}

/// Slots were registered during the search.
struct Later;
