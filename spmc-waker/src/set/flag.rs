//! The flag of a handle's own slot: which use has it.

use crate::sync::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed},
    const_fn, impl_init, store_released,
};

/// Nothing of the handle uses the slot.
const FREE: usize = 0;
/// A future uses the slot, or one did that was forgotten.
const HELD: usize = 1;
/// A registration by `poll_…` is there, which the next such poll goes on with.
const KEPT: usize = 2;

/// What was found by a caller that has the handle to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Free,
    /// Left by a future that was forgotten: none is alive.
    Forgotten,
    Kept,
}

/// The flag. Taking it is one read-modify-write, and giving it back a plain store.
pub(super) struct Flag(AtomicUsize);

impl Flag {
    const_fn! {
        pub(super) fn new() -> Self {
            Self(AtomicUsize::new(FREE))
        }
    }

    /// Takes the flag for a future, if it is free.
    #[inline]
    pub(super) fn take(&self) -> bool {
        // Relaxed: a hint, and the failure of the exchange is one, too. Acquire, with `give_back`: what
        // the last user did with the slot comes before.
        //
        // not seen by loom: `register` follows, and the fence before its SeqCst load acquires what this has
        // read. `tests/litmus/own_flag_swap-rlx` shows it.
        self.0.load(Relaxed) == FREE
            && self
                .0
                .compare_exchange(FREE, HELD, Acquire, Relaxed)
                .is_ok()
    }

    /// What has the flag. Relaxed, here and below: with `&mut`, all uses of other threads come before.
    #[inline]
    pub(super) fn found(&mut self) -> Found {
        match self.0.load(Relaxed) {
            FREE => Found::Free,
            HELD => Found::Forgotten,
            _ => Found::Kept,
        }
    }

    /// Takes the flag, whatever has it.
    #[inline]
    pub(super) fn take_over(&mut self) {
        self.0.store(HELD, Relaxed);
    }

    /// Frees the flag, whatever has it.
    #[inline]
    pub(super) fn reset(&mut self) {
        self.0.store(FREE, Relaxed);
    }

    /// Leaves the flag, which the caller has, to the next poll by `&mut self`.
    #[inline]
    pub(super) fn keep(&self) {
        // Relaxed: a thread that finds the flag does not use the slot.
        self.0.store(KEPT, Relaxed);
    }

    /// Gives the flag back, which the caller has.
    #[inline]
    pub(super) fn give_back(&self) {
        store_released(&self.0, FREE);
    }
}

impl_init!([] Flag = Self::new());
