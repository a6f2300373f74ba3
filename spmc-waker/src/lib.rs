// Of two definitions of a link, the first counts: these lead to the pages, those in the README to files.
#![cfg_attr(feature = "macros", doc = "[waitable]: macro@waitable")]
#![cfg_attr(
    all(doc, feature = "macros", feature = "std", feature = "stream"),
    doc = "[guide]: crate::guide",
    doc = "[expansion]: crate::guide::expansion",
    doc = "[testing]: crate::guide::testing"
)]
#![doc = ""]
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
#[cfg_attr(
    all(doc, feature = "std", feature = "stream"),
    doc = "The guide has an example of each [marker](crate::guide::markers) and each",
    doc = "[option](crate::guide::options), and shows [what is written](crate::guide::expansion).",
    doc = ""
)]
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
