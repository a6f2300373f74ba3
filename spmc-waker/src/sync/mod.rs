//! The one folder that knows which backend is in use: core's and std's, `portable-atomic`'s or loom's.

mod atomic;
mod init;
#[cfg(feature = "std")]
pub(crate) mod thread;

pub(crate) use atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
pub(crate) use init::{Init, const_fn, impl_init, init};

/// Under loom, too, the standard one: loom's would add synchronisation to models.
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
pub(crate) use alloc::sync::Arc;

/// Whether debug builds look for overlapping calls of the registering side. Not under loom, which
/// may abandon an execution in the middle of a call.
#[cfg(debug_assertions)]
pub(crate) const CHECK_OVERLAP: bool = cfg!(not(loom));

/// What that check marks a call with: nothing that a model should see.
#[cfg(all(debug_assertions, not(loom)))]
pub(crate) use AtomicBool as OverlapFlag;
#[cfg(all(debug_assertions, loom))]
pub(crate) use core::sync::atomic::AtomicBool as OverlapFlag;

/// How many times `clear` polls for the end of a running wake, for as long as a store takes to reach
/// other cores. Under loom, where all these looks are alike, once.
pub(crate) const CLEAR_LOOKS: usize = if cfg!(loom) { 1 } else { 8 };

/// Whether the count of registrations starts a few steps before it wraps. Under loom it does, so that models cross
/// the wrap.
pub(crate) const COUNT_STARTS_NEAR_WRAP: bool = cfg!(loom);

/// How many slots the first segment of a set's list has, and how many each other one. Under loom there are
/// few, so that a model reaches the second segment with few threads.
#[cfg(feature = "alloc")]
pub(crate) const SEGMENT_SLOTS: [usize; 2] = if cfg!(loom) {
    [2, 2]
} else {
    [4, usize::BITS as usize]
};

/// Gives back a flag that the caller took by a read-modify-write: a plain release store.
///
/// Loom lets a later read-modify-write read the value before such a store, which no memory model
/// allows (`tests/litmus/flag_store.litmus`). So under loom it is a swap.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn give_back(flag: &AtomicUsize, value: usize) {
    // Release, with the acquiring read-modify-write that takes the flag next.
    //
    // not seen by loom: it has the swap below instead. `tests/litmus/own_flag_store-rlx` shows it.
    #[cfg(not(loom))]
    flag.store(value, Ordering::Release);
    #[cfg(loom)]
    flag.swap(value, Ordering::Release);
}
