#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(all(doc, feature = "macros"))]
pub mod guide;
#[cfg(feature = "alloc")]
mod handles;
mod overlap;
mod readiness;
mod slot;
mod state;
mod sync;
#[cfg(feature = "alloc")]
mod waitable;
mod waker;

#[cfg(feature = "alloc")]
pub use handles::NotifyGuard;
pub use readiness::Readiness;
#[cfg(feature = "macros")]
pub use spmc_waker_macros::waitable;
#[cfg(feature = "alloc")]
pub use waitable::Waitable;
pub use waker::SpmcWaker;

/// What the expansions of `#[waitable]` name. Not for other use: exempt from semantic versioning.
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub mod __private {
    pub use crate::{
        Readiness, SpmcWaker,
        handles::{Change, Notifier, NotifyGuard, Waiter, pair},
        waitable::{Condition, Repeat, Until},
    };
    pub use core;
}
