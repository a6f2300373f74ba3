//! The one folder that knows which backend is in use: core's and std's, `portable-atomic`'s, loom's or
//! shuttle's.

mod atomic;
mod init;
#[cfg(feature = "std")]
pub(crate) mod thread;

pub(crate) use atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
pub(crate) use init::{Init, const_fn, impl_init, init};

/// The standard one, also in models: theirs would add synchronisation.
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
pub(crate) use alloc::sync::Arc;

/// The standard one, also under loom, so that the feature `tracing` adds no synchronisation to models.
#[cfg(feature = "tracing")]
pub(crate) use core::sync::atomic::AtomicPtr as UnmodelledPtr;

/// Whether debug builds look for overlapping calls of the registering side. Not under loom, which
/// may abandon an execution in the middle of a call.
#[cfg(debug_assertions)]
pub(crate) const CHECK_OVERLAP: bool = cfg!(not(loom));

/// The flag of that check. In models it is the standard one, so that they do not see it.
#[cfg(all(debug_assertions, not(any(loom, shuttle))))]
pub(crate) use AtomicBool as OverlapFlag;
#[cfg(all(debug_assertions, any(loom, shuttle)))]
pub(crate) use core::sync::atomic::AtomicBool as OverlapFlag;

/// How many times `clear` polls for the end of a running wake: about as long as a store takes to reach other cores.
/// Under loom once, because it would see no difference between these looks.
pub(crate) const CLEAR_LOOKS: usize = if cfg!(loom) { 1 } else { 8 };

/// Whether the count of registrations starts a few steps before it wraps. Under loom it does, so that models cross
/// the wrap.
pub(crate) const COUNT_STARTS_NEAR_WRAP: bool = cfg!(loom);

/// The number of slots of the first segment of a set's list, and of each other segment. Models have few, so that few
/// threads reach the second segment.
#[cfg(feature = "alloc")]
pub(crate) const SEGMENT_SLOTS: [usize; 2] = if cfg!(any(loom, shuttle)) {
    [2, 2]
} else {
    [4, usize::BITS as usize]
};

/// Performs a plain release store to a word that nobody else changes now: a flag that the caller holds, or the state
/// of a waker in which nothing is registered.
///
/// Loom lets a later read-modify-write read the value before such a store, which no memory model
/// allows (`tests/litmus/flag_store.litmus`). So under loom it is a swap.
#[inline]
pub(crate) fn store_released(word: &AtomicUsize, value: usize) {
    // Release, with the acquiring read-modify-write that takes the flag next, or with the loads of wakes that see the
    // registration.
    //
    // not seen by loom: it has the swap below instead. `tests/litmus/own_flag_store-rlx` shows it of a flag, and
    // `tests/litmus/early_store-rlx` of a registration.
    #[cfg(not(loom))]
    word.store(value, Ordering::Release);
    #[cfg(loom)]
    word.swap(value, Ordering::Release);
}
