//! Atomics and a mutex for conditions under a model.
//!
//! They are those of `std`. In a model, the other handles may run before each access. With `--cfg loom`, they are
//! loom's. Import them in place of `std`'s in your tests:
//!
//! ```
//! #[cfg(any(test, loom))]
//! use spmc_waker::model::atomic::AtomicBool;
//! #[cfg(not(any(test, loom)))]
//! use std::sync::atomic::AtomicBool;
//! # let _ = AtomicBool::new(false);
//! ```

#[cfg(not(loom))]
pub use super::switching::*;
#[cfg(loom)]
pub use loom::sync::{
    Mutex, MutexGuard,
    atomic::{
        AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16,
        AtomicU32, AtomicU64, AtomicUsize,
    },
};
