//! A word of bits that say which slots may be registered, and the orderings of its operations.
//!
//! Without `SYNC`, every operation is `SeqCst`, like those of a slot's state and those of the condition. So all of them
//! are steps of one interleaving, and the argument in the module documentation of `set` needs nothing else. Weaker
//! orderings fail, because no order contains both an `AcqRel` read-modify-write and a `SeqCst` load. (`tests/litmus`
//! shows each case.)
//!
//! With `SYNC`, each read-modify-write is `AcqRel`, and loads acquire. Only read-modify-writes change a word, so each
//! value continues the release sequences of all values before it. Whoever reads a value acquires everything that was
//! released up to it.

use crate::sync::{
    AtomicUsize,
    Ordering::{self, AcqRel, Acquire, SeqCst},
    const_fn, impl_init,
};

/// How many bits a word has.
pub(super) const BITS: usize = usize::BITS as usize;

/// Returns a word with the lowest `count` bits set.
pub(crate) const fn lowest(count: usize) -> usize {
    if count >= BITS {
        usize::MAX
    } else {
        (1 << count) - 1
    }
}

/// A word of bits. A bit that is set may be stale.
pub(super) struct Word<const SYNC: bool>(AtomicUsize);

impl<const SYNC: bool> Word<SYNC> {
    /// With `SYNC`, `Acquire`, with the read-modify-writes of `RMW`. Without, `SeqCst`, with the same.
    const LOAD: Ordering = if SYNC { Acquire } else { SeqCst };

    /// With `SYNC`, `AcqRel`: a read-modify-write acquires those before it, and releases to those after it and to the
    /// loads of `LOAD`. Without, `SeqCst`, with the same.
    const RMW: Ordering = if SYNC { AcqRel } else { SeqCst };

    const_fn! {
        pub(super) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    /// Returns the bits that are set. With `SYNC`, the load may miss some; [`announce`](Self::announce) does not.
    #[inline]
    pub(super) fn look(&self) -> usize {
        self.0.load(Self::LOAD)
    }

    /// Returns the bits of a mask that are set. If none is, whoever sets one later acquires this call.
    #[inline]
    pub(super) fn look_for(&self, mask: usize) -> usize {
        let seen = self.look() & mask;
        if SYNC && seen == 0 {
            return self.announce() & mask;
        }
        // Without `SYNC`, the condition's change and then this load; on the other side, the word's bit and then the
        // check: all are `SeqCst`. With `SYNC`, the caller takes the bits by a read-modify-write.
        seen
    }

    /// Returns the bits that are set, by a read-modify-write. Whoever sets a bit later acquires this call.
    ///
    /// On x86-64, this compiles to a fence and a load, so it does not dirty the cache line.
    #[inline]
    pub(super) fn announce(&self) -> usize {
        // not seen by loom (AcqRel -> Release): a wake of one that finds a bit here acquires the link to its
        // segment, which `tests/litmus/link_one_sync_add-rel` shows. Where that wake then finds nothing, it
        // clears the root's bit, which acquires the link as well, unless another slot is registered
        // meanwhile.
        //
        // not seen by loom (SeqCst -> AcqRel, SeqCst -> Release): nothing can. A wake of one asks here whether
        // a word is empty, which needs Release alone (`tests/litmus/one_rmw_add-rel`). It is SeqCst because the
        // module's argument is about one order of all operations.
        //
        // not seen by loom (SeqCst -> Acquire, SeqCst -> Relaxed): the fences of the loads around it make up
        // for it. `tests/litmus/one_rmw_add-acq` shows it.
        self.0.fetch_add(0, Self::RMW)
    }

    /// Sets a bit, unless it is set.
    ///
    /// A bit that is set need not be set again: whoever takes it later then looks at the slot, or at the words, that
    /// the caller has published. For this, the load must not show a bit that was taken before the caller published.
    #[inline]
    pub(super) fn set(&self, bit: usize) {
        if self.look() & bit == 0 {
            self.set_always(bit);
        }
    }

    /// Sets the bit of a slot. For a new registration, always by a read-modify-write, which publishes the registration.
    /// Otherwise, only if the bit is not set.
    ///
    /// A registration that is not new has its bit set, or the wake that has taken the bit is about to claim it. The look
    /// is for a panic between slot and bit: the drop of a displaced waker. Then the next poll sets the bit here.
    #[inline]
    pub(super) fn announce_slot(&self, bit: usize, is_new: bool) {
        if is_new || self.look() & bit == 0 {
            self.set_always(bit);
        }
    }

    /// Sets a bit, even if it is set. Whoever takes it later acquires this call.
    pub(super) fn set_always(&self, bit: usize) {
        // not seen by loom (AcqRel -> Acquire): a wake that takes a bit of the root acquires the link to its segment,
        // as `tests/litmus/link_sync_or-acq` shows. In the models, waking the task before it makes up for that.
        self.0.fetch_or(bit, Self::RMW);
    }

    /// Clears these bits. Returns all bits that were set before, not only these.
    #[inline]
    pub(super) fn clear(&self, bits: usize) -> usize {
        // not seen by loom (SeqCst -> AcqRel): as in `take_all`, `tests/litmus/leave_look_swap-ar`.
        // not seen by loom (AcqRel -> Release): the link to a segment, as in `tests/litmus/link_sync_clear-rel`.
        self.0.fetch_and(!bits, Self::RMW)
    }

    /// Takes these bits. Returns which of them were set.
    #[inline]
    pub(super) fn take(&self, bits: usize) -> usize {
        if bits == usize::MAX {
            self.take_all()
        } else {
            self.clear(bits) & bits
        }
    }

    /// Takes all bits.
    #[inline]
    pub(super) fn take_all(&self) -> usize {
        // not seen by loom (SeqCst -> AcqRel): the slot's state is SeqCst, and the fences of that load make
        // up for it. `tests/litmus/leave_look_swap-ar` shows it.
        self.0.swap(0, Self::RMW)
    }
}

impl_init!([const SYNC: bool] Word<SYNC> = Self::new());

/// Iterates over the positions of the bits that are set, from the lowest. If the bits are a constant, the compiler
/// unrolls a loop over them.
#[derive(Clone)]
pub(crate) struct Positions(pub(crate) usize);

impl Iterator for Positions {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let first = self.0.trailing_zeros();
        // Clears the lowest bit that is set.
        self.0 &= self.0.wrapping_sub(1);
        (first < usize::BITS).then_some(first as usize)
    }
}

/// Iterates over the positions of the bits that are set, from `start` upwards, and then from the lowest up to `start`.
#[inline]
pub(super) fn positions_from(bits: usize, start: usize) -> impl Iterator<Item = usize> {
    let start = start % BITS;
    Positions(bits.rotate_right(start as u32)).map(move |position| (position + start) % BITS)
}
