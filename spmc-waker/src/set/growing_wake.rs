//! Wakes in a growing set.

use super::{growing::GrowingSet, list::Iter, wake::wake_each, word::Positions};
use crate::{SpmcWaker, defer};

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    GrowingSet<SYNC, CACHED, LONE, MANY>
{
    /// Returns the bits of a mask that are set. If none is, whoever registers a slot of the mask later acquires this
    /// call.
    #[inline]
    pub(crate) fn look(&self, mask: usize) -> usize {
        self.root.look_for(mask)
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
        // If another wake takes a bit first, that one wakes. Whichever takes a bit must take all words under it,
        // because other wakes see the root without the bit, and do nothing.
        let taken = self.root.take(mask);
        wake_each(Taken {
            set: self,
            bits: Positions(taken),
            segments: Iter::NONE,
            positions: Positions(0),
            slots: &[],
        });
    }

    /// Wakes one registered slot of a list, if there is one. Sometimes wakes more (see `clear_root`). If a waker panics,
    /// wakes all others of the list, too.
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
        let bits = Self::root_bits(list);
        let wake_one = || {
            let is_done = self.many[list].wake_one(&self.root, bits, seen);
            if SYNC && !is_done {
                // The look was a load, which may have missed bits. Whoever sets one after `announce` acquires this
                // wake.
                let missed = self.root.announce() & bits.mask() & !seen;
                self.many[list].wake_one(&self.root, bits, missed);
            }
        };
        // Not one after another: the search would not end if a waker registers again before it panics.
        defer::or_on_panic(wake_one, move || self.wake(bits.mask()));
    }
}

/// Iterates over the slots under bits of the root that a wake has taken, and takes the words on its way.
///
/// It is one loop and not nested iterators, because that compiles to less code for the case of one registered slot.
struct Taken<'a, const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> {
    set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
    /// The bits of the root that are left to visit.
    bits: Positions,
    /// The segments that are left under the current bit.
    segments: Iter<'a, SYNC, CACHED>,
    /// The positions that are left in the current segment.
    positions: Positions,
    /// The slots of the current segment.
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
