#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod arm;
#[cfg(feature = "std")]
mod blocking;
mod change;
mod condition;
mod defer;
#[cfg(all(doc, feature = "macros", feature = "std", feature = "stream"))]
pub mod guide;
mod handles;
mod overlap;
mod place;
mod readiness;
mod repeat;
mod seat;
mod slot;
mod state;
mod sync;
mod wait;
mod waker;

#[cfg(feature = "std")]
pub use blocking::TimedOut;
pub use change::NotifyGuard;
pub use condition::Waitable;
pub use readiness::Readiness;
#[cfg(feature = "macros")]
pub use spmc_waker_macros::waitable;
pub use waker::SpmcWaker;

/// What the expansions of `#[waitable]` name. Not for other use: exempt from semantic versioning.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "std")]
    pub use crate::blocking::TimedOut;
    #[cfg(feature = "alloc")]
    pub use crate::place::{Shared, pair, waiting_pair};
    pub use crate::{
        Readiness, SpmcWaker,
        arm::{ArmHooks, Armed, Arming, Unarmed},
        change::{Change, NotifyGuard},
        condition::{Condition, DropHook, InPlace, NotifierSide, Until, Waitable, WaiterSide},
        defer::Defer,
        handles::{Notifier, Waiter},
        repeat::Repeat,
        seat::{Claimed, Vacant},
        wait::Wait,
    };
    pub use core;
    #[cfg(feature = "stream")]
    pub use futures_core::stream::{FusedStream, Stream};
    #[cfg(feature = "std")]
    pub use std::time::Instant;
}
