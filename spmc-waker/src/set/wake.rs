//! What wakes do with the slots of one word.

use super::word::{Word, positions_from};
use crate::{
    SpmcWaker, defer,
    sync::{AtomicUsize, Ordering::Relaxed, const_fn, impl_init},
};

/// Wakes the slots, each although the waker of one before it panics.
#[inline]
pub(super) fn wake_each<'a, const SYNC: bool, const CACHED: bool>(
    mut slots: impl Iterator<Item = &'a SpmcWaker<SYNC, CACHED>>,
) {
    // No waker runs inside `next`, so the iterator can go on after a panic.
    defer::run_to_the_end(|| {
        for slot in slots.by_ref() {
            slot.wake();
        }
    });
}

/// What came of looking for one registered slot.
pub(super) enum Found {
    /// The slot at this position was registered, and is woken.
    Woken(usize),
    /// The word was empty at the last read-modify-write, and whoever sets a bit later acquires this
    /// wake.
    Empty,
    /// Bits were set meanwhile. Who set them acquires this wake, so that its check sees the change.
    Later,
}

/// Wakes one registered slot, of those whose bits are `among`. Prefers the first one from `start` on.
///
/// Tries each slot once that had its bit set at the first read-modify-write. A slot that is
/// registered later needs no wake: its bit is set after that read-modify-write, or it is registered
/// after it was tried, and either way its check sees the change.
pub(super) fn wake_one<'a, const SYNC: bool, const CACHED: bool>(
    word: &Word<SYNC>,
    slot: impl Fn(usize) -> &'a SpmcWaker<SYNC, CACHED>,
    among: usize,
    start: usize,
) -> Found {
    let mut left = word.look() & among;
    if left == 0 {
        // A load does not tell that nothing is there (`tests/litmus/one_rmw_or-ar.litmus`): the
        // registering side looks at its condition after a read-modify-write of this word.
        left = word.announce() & among;
    }
    let mut first = true;
    while let Some(position) = positions_from(left, start).next() {
        let bit = 1 << position;
        let before = word.clear(bit) & among;
        // A bit that was set before is this wake's now. Nobody else will look at its slot.
        if before & bit != 0 && slot(position).wake_registered() {
            return Found::Woken(position);
        }
        left = if first { before } else { left & before } & !bit;
        first = false;
        if left == 0 && before & !bit != 0 {
            return Found::Later;
        }
    }
    Found::Empty
}

/// Where the next search begins: a hint, which rotates so that each slot has its turn.
pub(super) struct Turn(AtomicUsize);

impl Turn {
    const_fn! {
        pub(super) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    // Relaxed, and no read-modify-write: it does no harm if two searches begin at the same place.
    #[inline]
    pub(super) fn get(&self) -> usize {
        self.0.load(Relaxed)
    }

    #[inline]
    pub(super) fn set(&self, turn: usize) {
        self.0.store(turn, Relaxed);
    }

    /// Adds to it, for a number to which several threads add.
    #[cfg(feature = "alloc")]
    pub(super) fn add(&self, more: usize) {
        self.0.fetch_add(more, Relaxed);
    }
}

impl_init!([] Turn = Self::new());
