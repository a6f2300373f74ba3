#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
mod handles;
mod overlap;
mod readiness;
mod slot;
mod state;
mod sync;
mod waitable;
mod waker;

pub use readiness::Readiness;
#[cfg(feature = "macros")]
pub use spmc_waker_macros::waitable;
pub use waitable::Waitable;
pub use waker::SpmcWaker;

/// What the expansions of `#[waitable]` name. Not for other use: exempt from semantic versioning.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "alloc")]
    pub use crate::handles::{Change, Notifier, Waiter, pair};
    pub use crate::{
        Readiness, SpmcWaker,
        waitable::{Condition, Repeat, Until},
    };
    pub use core;
}
