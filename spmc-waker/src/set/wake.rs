//! What wakes do with the slots of one word.

use super::word::{Word, positions_from};
use crate::{
    SpmcWaker, defer,
    sync::{AtomicUsize, Ordering::Relaxed, const_fn, impl_init},
};

/// Wakes the slots. If a waker panics, the slots after it are woken all the same.
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

/// The result of a search for one registered slot.
pub(super) enum Found {
    /// The slot at this position was registered, and has been woken.
    Woken(usize),
    /// At the last read-modify-write, the word was empty. Whoever sets a bit later acquires this wake.
    Empty,
    /// Bits were set during the search. Whoever set them acquires this wake, so their check sees the change.
    Later,
}

/// Wakes one registered slot, of those whose bits are in `among`. Prefers the first one from `start` on.
///
/// Tries, once each, the slots whose bits were set at the first read-modify-write. A slot that is registered later
/// needs no wake: either its bit was set after that read-modify-write, or it was registered after it was tried. In
/// both cases, the check that follows the registration sees the change.
pub(super) fn wake_one<'a, const SYNC: bool, const CACHED: bool>(
    word: &Word<SYNC>,
    slot: impl Fn(usize) -> &'a SpmcWaker<SYNC, CACHED>,
    among: usize,
    start: usize,
) -> Found {
    let mut left = word.look() & among;
    if left == 0 {
        // A load is no proof that the word is empty (`tests/litmus/one_rmw_or-ar.litmus`): the registering side checks
        // its condition after a read-modify-write of this word, so the proof has to be one, too.
        left = word.announce() & among;
    }
    let mut first = true;
    while let Some(position) = positions_from(left, start).next() {
        let bit = 1 << position;
        let before = word.clear(bit) & among;
        // If the bit was set, this wake has taken it, and nobody else will look at the slot because of it.
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

/// A number that guides a search and decides nothing, such as the position where the next one begins.
///
/// Relaxed, and a plain store sets it: it does no harm if two searches begin at the same place.
pub(super) struct Hint(AtomicUsize);

impl Hint {
    const_fn! {
        pub(super) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    #[inline]
    pub(super) fn get(&self) -> usize {
        self.0.load(Relaxed)
    }

    #[inline]
    pub(super) fn set(&self, hint: usize) {
        self.0.store(hint, Relaxed);
    }

    /// Adds to the number. No addition is lost if several threads add.
    #[cfg(feature = "alloc")]
    pub(super) fn add(&self, more: usize) {
        self.0.fetch_add(more, Relaxed);
    }
}

impl_init!([] Hint = Self::new());
