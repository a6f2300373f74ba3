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
