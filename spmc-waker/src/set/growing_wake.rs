//! Wakes in a growing set.

use super::{growing::GrowingSet, list::Iter, wake::wake_each, word::Positions};
use crate::{SpmcWaker, defer};

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize>
    GrowingSet<SYNC, CACHED, LONE, MANY>
{
    /// Wakes all slots of a mask. All are woken although a waker panics.
    #[inline]
    pub fn wake(&self, mask: usize) {
        if self.root.look_for(mask) != 0 {
            self.wake_taken(mask);
        }
    }

    /// As [`wake`](Self::wake), for where nothing is registered as a rule.
    #[inline]
    pub fn wake_cold(&self, mask: usize) {
        if self.root.look_for(mask) != 0 {
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
        let seen = self.root.look_for(Self::many_bits(list));
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
