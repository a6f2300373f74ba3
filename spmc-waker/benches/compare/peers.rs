//! A common trait for all wakers that are compared.

use published_spmc_waker::{
    SpmcWaker as Published,
    registration::Unchecked,
    synchronization::{Sequential, Synchronized},
};
use spmc_waker::SpmcWaker;
use std::{hint::black_box, task::Waker};

/// A waker for one task at a time.
pub(crate) trait Peer: Sync {
    const NAME: &'static str;

    fn new() -> Self;

    /// # Safety
    ///
    /// Calls must not overlap.
    unsafe fn register(&self, waker: &Waker);

    fn wake(&self);
}

/// Peers that have `new` and an unsafe `register`, and wake by this method.
macro_rules! impl_peers {
    ($([$($generics:tt)*] $peer:ty, $wake:ident, $name:expr;)*) => {$(
        impl<$($generics)*> Peer for $peer {
            const NAME: &'static str = $name;

            fn new() -> Self {
                Self::new()
            }

            #[inline]
            unsafe fn register(&self, waker: &Waker) {
                // SAFETY: as the caller promises.
                unsafe { self.register(waker) };
            }

            #[inline]
            fn wake(&self) {
                self.$wake();
            }
        }
    )*};
}

impl_peers! {
    [const SYNC: bool, const CACHED: bool] SpmcWaker<SYNC, CACHED>, wake, match (SYNC, CACHED) {
        (false, true) => "SpmcWaker<false, true>",
        (true, true) => "SpmcWaker<true, true>",
        (false, false) => "SpmcWaker<false, false>",
        (true, false) => "SpmcWaker<true, false>",
    };
    [] diatomic_waker::DiatomicWaker, notify, "diatomic-waker";
    // The published crate that has our crate's name, with its options that come nearest to ours.
    [] Published<Sequential, true, Unchecked>, wake, "spmc-waker 0.2, Sequential, caching";
    [] Published<Synchronized, true, Unchecked>, wake, "spmc-waker 0.2, Synchronized, caching";
    [] Published<Synchronized, false, Unchecked>, wake, "spmc-waker 0.2, Synchronized";
}

/// Does nothing. Its time is that of the loop.
pub(crate) struct Nothing;

impl Peer for Nothing {
    const NAME: &'static str = "nothing (the loop alone)";

    fn new() -> Self {
        Self
    }

    #[inline]
    unsafe fn register(&self, _: &Waker) {
        black_box(());
    }

    #[inline]
    fn wake(&self) {
        black_box(());
    }
}

/// Implements the trait for peers whose methods are all safe and have the same names.
macro_rules! impl_peer {
    ($($ty:ty = $name:literal,)*) => {$(
        impl Peer for $ty {
            const NAME: &'static str = $name;

            fn new() -> Self {
                Self::new()
            }

            #[inline]
            unsafe fn register(&self, waker: &Waker) {
                self.register(waker);
            }

            #[inline]
            fn wake(&self) {
                self.wake();
            }
        }
    )*};
}

impl_peer! {
    futures::task::AtomicWaker = "futures AtomicWaker",
    atomic_waker::AtomicWaker = "atomic-waker",
    // This waker uses a critical section, which is a lock with std. (With the feature `turbowakers`, this name is another
    // waker, for a compiler with embassy's patch.) A wake leaves the waker registered, so this peer's "wake, nothing
    // registered" wakes the task again.
    embassy_sync::waitqueue::AtomicWaker = "embassy-sync AtomicWaker (critical section)",
}
