//! The slots of one wait of `waiters`: a list of segments that only grows.

use super::{
    wake::{Found, Turn, wake_each, wake_one},
    word::{BITS, Positions, Word, lowest, positions_from},
};
use crate::{
    SpmcWaker,
    sync::{
        AtomicPtr, AtomicUsize,
        Ordering::{AcqRel, Acquire, Relaxed, Release},
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
    next: AtomicPtr<Self>,
    pub(super) slots: Box<[SpmcWaker<SYNC, CACHED>]>,
}

impl<const SYNC: bool, const CACHED: bool> Segment<SYNC, CACHED> {
    /// The segment with this number, one of whose slots is held.
    fn new(number: usize, root_bits: usize, held_slot: usize) -> Self {
        let count = SEGMENT_SLOTS[usize::from(number > 0)];
        let bits = root_bits.count_ones() as usize;
        let position = root_bits.trailing_zeros() as usize + number % bits;
        Self {
            word: Word::new(),
            held: AtomicUsize::new(!lowest(count) | 1 << (held_slot % count)),
            root_bit: 1 << position,
            shares_root_bit: number >= bits,
            number,
            next: AtomicPtr::new(ptr::null_mut()),
            slots: iter::repeat_with(SpmcWaker::new).take(count).collect(),
        }
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
    pub(super) fn take_all(&self) -> impl Iterator<Item = &SpmcWaker<SYNC, CACHED>> {
        Positions(self.word.take_all()).map(|position| &self.slots[position])
    }
}

/// The segments of one wait.
pub(super) struct Segments<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a segment that came from a box and that lies there as long as this list. So
    // are the segments' `next`.
    first: AtomicPtr<Segment<SYNC, CACHED>>,
    turn: Turn,
}

impl<const SYNC: bool, const CACHED: bool> Segments<SYNC, CACHED> {
    const_fn! {
        pub(super) fn new() -> Self {
            Self {
                first: AtomicPtr::new(ptr::null_mut()),
                turn: Turn::new(),
            }
        }
    }

    /// All segments, from the first.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = &Segment<SYNC, CACHED>> {
        iter::successors(Self::follow(&self.first), |segment| {
            Self::follow(&segment.next)
        })
    }

    /// The segment that a link of this list leads to.
    #[inline]
    fn follow(link: &AtomicPtr<Segment<SYNC, CACHED>>) -> Option<&Segment<SYNC, CACHED>> {
        // Acquire, with `append`: the segment was made before. (A wake that comes here because of a
        // bit has acquired that with the bit. It also meets segments that it knows nothing of.)
        let segment = link.load(Acquire);
        // SAFETY: null, or a segment that lives as long as its list. The list is borrowed for the
        // lifetime of the link, and only its drop borrows segments mutably.
        unsafe { segment.as_ref() }
    }

    /// Takes a free slot, in a new segment if all are held. Where the search begins depends on `hint`
    /// or, if it is given, on `near`.
    ///
    /// # Panics
    ///
    /// Where Rust's allocation error does, before anything has changed.
    pub(super) fn hold<'a>(
        &'a self,
        root_bits: usize,
        near: Option<&'a Segment<SYNC, CACHED>>,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        let count = match near {
            Some(_) => 1,
            None => self.iter().count().max(1),
        };
        let first = match near {
            Some(near) => near.number,
            None => hint % count,
        };
        let start = hint / count;
        let from_first = near.or_else(|| self.iter().nth(first));
        let following = iter::successors(from_first, |segment| Self::follow(&segment.next));
        following
            .chain(self.iter().take(first))
            .find_map(|segment| Some((segment, segment.hold(start)?)))
            .unwrap_or_else(|| self.grow(root_bits, start))
    }

    /// Takes a slot of a new segment or, if others append one meanwhile, of that.
    #[cold]
    fn grow(&self, root_bits: usize, start: usize) -> (&Segment<SYNC, CACHED>, usize) {
        let mut number = 0;
        let mut link = &self.first;
        loop {
            while let Some(segment) = Self::follow(link) {
                if let Some(position) = segment.hold(start) {
                    return (segment, position);
                }
                number = segment.number + 1;
                link = &segment.next;
            }
            if let Some(segment) = Self::append(link, number, root_bits, start) {
                return (segment, start % segment.slots.len());
            }
        }
    }

    /// Appends a new segment, unless there is one.
    fn append(
        link: &AtomicPtr<Segment<SYNC, CACHED>>,
        number: usize,
        root_bits: usize,
        start: usize,
    ) -> Option<&Segment<SYNC, CACHED>> {
        let new = Box::into_raw(Box::new(Segment::new(number, root_bits, start)));
        // Release (and Acquire, for who appends to it), with `follow`. Relaxed on failure: `follow`
        // looks again.
        //
        // not seen by loom (AcqRel -> Release): nothing can. The exchange succeeds where it reads the null
        // that the link began with, and no thread has released that.
        if link
            .compare_exchange(ptr::null_mut(), new, AcqRel, Relaxed)
            .is_err()
        {
            // SAFETY: it came from a box just now, and nobody else knows it.
            drop(unsafe { Box::from_raw(new) });
            return None;
        }
        // SAFETY: as in `follow`, which would find it here.
        Some(unsafe { &*new })
    }

    /// Wakes one registered slot under the root's bits `seen`. Returns whether there was one.
    ///
    /// Begins where the last such wake left off, so that each waiter has its turn.
    pub(super) fn wake_one(&self, root: &Word<SYNC>, seen: usize) -> bool {
        let turn = self.turn.get();
        let (root_start, start) = (turn / BITS % BITS, turn % BITS);
        let under = |bit: usize| self.iter().filter(move |segment| segment.root_bit == bit);
        // What is left of the segments that the last wake was in, before the others.
        let rest = !lowest(start);
        if seen & 1 << root_start != 0
            && under(1 << root_start)
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
            for segment in under(1 << position) {
                match self.wake_one_in(segment, usize::MAX, 0) {
                    Ok(true) => return true,
                    Ok(false) => {}
                    Err(Later) => all_empty = false,
                }
            }
            if all_empty {
                self.clear_root(root, 1 << position);
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
    fn clear_root(&self, root: &Word<SYNC>, bit: usize) {
        if root.take(bit) != 0 {
            wake_each(self.take_under(bit));
        }
    }

    /// Takes all bits of the segments under these bits of the root, which the caller has taken, and
    /// returns their slots.
    #[inline]
    pub(super) fn take_under(
        &self,
        root_bits: usize,
    ) -> impl Iterator<Item = &SpmcWaker<SYNC, CACHED>> {
        self.iter()
            .filter(move |segment| segment.root_bit & root_bits != 0)
            .flat_map(Segment::take_all)
    }
}

/// Slots were registered while a wake looked.
struct Later;

impl<const SYNC: bool, const CACHED: bool> Drop for Segments<SYNC, CACHED> {
    fn drop(&mut self) {
        // Relaxed: `&mut self` comes after every other use.
        let mut segment = self.first.load(Relaxed);
        while !segment.is_null() {
            // SAFETY: it came from a box (see the field), and with `&mut self` nobody uses it.
            let owned = unsafe { Box::from_raw(segment) };
            segment = owned.next.load(Relaxed);
        }
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] Segments<SYNC, CACHED> = Self::new());
