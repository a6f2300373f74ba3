//! Atomics: core's, `portable-atomic`'s, loom's or shuttle's.

#[cfg(loom)]
mod loom;

#[cfg(all(not(any(loom, shuttle)), not(feature = "portable-atomic")))]
pub(crate) use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
#[cfg(loom)]
pub(crate) use loom::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
#[cfg(all(not(any(loom, shuttle)), feature = "portable-atomic"))]
pub(crate) use portable_atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
// Shuttle takes every ordering for `SeqCst`.
#[cfg(shuttle)]
pub(crate) use shuttle::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};

#[cfg(all(
    not(any(loom, shuttle)),
    not(feature = "portable-atomic"),
    not(target_has_atomic = "ptr")
))]
compile_error!(
    "this target has no compare-and-swap: enable the feature `portable-atomic` of `spmc-waker`, \
     and choose how portable-atomic provides it (`critical-section`, or `unsafe-assume-single-core`)"
);
