//! A word of bits that say which slots may be registered, and the orderings of its operations.
//!
//! Without `SYNC`, every operation is `SeqCst`, like those of a slot's state and those of the
//! condition. So they all can be read as steps of one interleaving, and the argument in the module
//! documentation of `set` needs nothing else. Weaker ones fail: an `AcqRel` read-modify-write and
//! a `SeqCst` load are in no common order. (`tests/litmus` shows each case.)
//!
//! With `SYNC`, each read-modify-write is `AcqRel`, and loads acquire. Nothing but read-modify-writes
//! changes a word, so each value continues the release sequences of all values before it: who reads a
//! value acquires everything that was released up to it.

use crate::sync::{
    AtomicUsize,
    Ordering::{self, AcqRel, Acquire, SeqCst},
    const_fn, impl_init,
};

/// How many bits a word has.
pub(super) const BITS: usize = usize::BITS as usize;

/// The lowest so many bits.
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
    /// With `SYNC`, Acquire, with the read-modify-writes of `RMW`. Else `SeqCst`, with those.
    const LOAD: Ordering = if SYNC { Acquire } else { SeqCst };

    /// With `SYNC`, `AcqRel`: each acquires those before it, and releases to those after it and to the
    /// loads of `LOAD`. Else `SeqCst`, with the same.
    const RMW: Ordering = if SYNC { AcqRel } else { SeqCst };

    const_fn! {
        pub(super) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    /// The bits that are set. With `SYNC`, some may be missing: [`announce`](Self::announce) tells.
    #[inline]
    pub(super) fn look(&self) -> usize {
        self.0.load(Self::LOAD)
    }

    /// The bits that are set, found by a read-modify-write. Who sets a bit later acquires this call.
    ///
    /// On x86-64 this is a fence and a load, so it does not dirty the cache line.
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
    /// It is left out when set: whoever takes it afterwards looks at the slot or the words behind it
    /// afterwards, too. So the load must not show a bit that was taken before the caller published
    /// what is behind it.
    #[inline]
    pub(super) fn set(&self, bit: usize) {
        if self.look() & bit == 0 {
            self.set_always(bit);
        }
    }

    /// Sets the bit of a slot: of a new registration by a read-modify-write, which publishes it, and else if it is
    /// not set.
    ///
    /// A registration that is not new has its bit set, or the wake that has taken the bit is about to claim it: the look
    /// is for a panic between slot and bit (the drop of a displaced waker), after which the next poll comes here.
    #[inline]
    pub(super) fn announce_slot(&self, bit: usize, is_new: bool) {
        if is_new || self.look() & bit == 0 {
            self.set_always(bit);
        }
    }

    /// Sets a bit, also where it is set. Whoever takes it later acquires this call.
    pub(super) fn set_always(&self, bit: usize) {
        // not seen by loom (AcqRel -> Acquire): a wake that takes a bit of the root acquires the link to its segment,
        // as `tests/litmus/link_sync_or-acq` shows. In the models, waking the task before it makes up for that.
        self.0.fetch_or(bit, Self::RMW);
    }

    /// Clears these bits. Returns those that were set before, others included.
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

/// The positions of the bits that are set, from the lowest. The compiler unrolls a loop over those of a
/// constant.
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

/// The positions of the bits that are set, beginning with one position, and around to it.
#[inline]
pub(super) fn positions_from(bits: usize, start: usize) -> impl Iterator<Item = usize> {
    let start = start % BITS;
    Positions(bits.rotate_right(start as u32)).map(move |position| (position + start) % BITS)
}
