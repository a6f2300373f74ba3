//! The flag of a handle's own slot: who uses the slot.

use crate::sync::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed},
    const_fn, impl_init, store_released,
};

/// Nobody uses the slot.
const FREE: usize = 0;
/// A future uses the slot, or used it and was forgotten.
const HELD: usize = 1;
/// A `poll_…` method has left a registration, with which its next call goes on.
const KEPT: usize = 2;

/// What a caller finds that has exclusive access to the handle. So no future of the handle is alive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Free,
    /// A future that was forgotten has left it.
    Forgotten,
    Kept,
}

/// A lock on the own slot. Taking it is one read-modify-write, and giving it back is a plain store.
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
        // Relaxed: the load is a hint, and on failure the caller does not use the slot. Acquire, with the release in
        // `give_back`: what the last user did with the slot happens before.
        //
        // not seen by loom: `register` follows, and the fence before its SeqCst load acquires what this has
        // read. `tests/litmus/own_flag_swap-rlx` shows it.
        self.0.load(Relaxed) == FREE
            && self
                .0
                .compare_exchange(FREE, HELD, Acquire, Relaxed)
                .is_ok()
    }

    /// Returns who has the flag.
    ///
    /// Relaxed, here and in the other methods with `&mut self`: all uses by other threads happen before the exclusive
    /// borrow.
    #[inline]
    pub(super) fn found(&mut self) -> Found {
        match self.0.load(Relaxed) {
            FREE => Found::Free,
            HELD => Found::Forgotten,
            _ => Found::Kept,
        }
    }

    /// Takes the flag, whoever has it.
    #[inline]
    pub(super) fn take_over(&mut self) {
        self.0.store(HELD, Relaxed);
    }

    /// Frees the flag, whoever has it.
    #[inline]
    pub(super) fn reset(&mut self) {
        self.0.store(FREE, Relaxed);
    }

    /// Leaves the caller's flag to the next `poll_…`.
    #[inline]
    pub(super) fn keep(&self) {
        // Relaxed: a future that finds this value does not use the slot, and the next `poll_…` has `&mut`.
        self.0.store(KEPT, Relaxed);
    }

    /// Gives the flag back.
    ///
    /// # Safety
    ///
    /// The caller must have the flag, and not use the slot afterwards.
    #[inline]
    pub(super) unsafe fn give_back(&self) {
        store_released(&self.0, FREE);
    }
}

impl_init!([] Flag = Self::new());
