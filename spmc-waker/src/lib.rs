// rustdoc uses the first definition of a link, so these override the README's, which point at files.
#![doc = "[executor]: SpmcWaker#what-an-executor-owes"]
#![doc = "[waker-alone]: SpmcWaker"]
#![cfg_attr(feature = "macros", doc = "[waitable]: macro@waitable")]
#![cfg_attr(
    all(doc, feature = "macros"),
    doc = "[guide]: crate::guide",
    doc = "[bugs]: crate::guide::bugs",
    doc = "[left-to-you]: crate::guide::bugs#what-is-left-to-you",
    doc = "[waiters]: crate::guide::waiters",
    doc = "[passed-on]: crate::guide::waiters#a-wake-that-is-not-used-is-passed-on",
    doc = "[expansion]: crate::guide::expansion",
    doc = "[testing]: crate::guide::testing",
    doc = "[timers]: crate::guide::timers",
    doc = "[tracing]: crate::guide::tracing",
    doc = "[two-atomics]: crate::guide::choosing#two-atomics-that-look-at-each-other",
    doc = "[sync]: crate::guide::options#sync",
    doc = "[own-slot]: crate::guide::waiting#a-slot-for-each-wait",
    doc = "[cancelling]: crate::guide::cancelling",
    doc = "[unregister]: crate::guide::cancelling#unregister",
    doc = "[forgotten]: crate::guide::closing#forgotten-handles",
    doc = "[limits]: crate::guide::limits",
    doc = "[cookbook]: crate::guide::cookbook",
    doc = "[migrating]: crate::guide::migrating",
    doc = "[compare]: crate::guide::compare",
    doc = "[compatibility]: crate::guide::compatibility",
    doc = "[design]: crate::guide::design",
    doc = "[checked]: crate::guide::verification",
    doc = "[costs]: crate::guide::costs",
    doc = "[report]: crate::guide::costs#on-your-machine"
)]
#![doc = ""]
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod condition;
mod defer;
// Its examples use these features. Whoever reads it may do without them.
#[cfg(all(
    doc,
    feature = "macros",
    any(
        not(doctest),
        all(feature = "std", feature = "stream", feature = "sink")
    )
))]
pub mod guide;
#[cfg(feature = "model")]
pub mod model;
mod set;
mod sync;
mod waker;

#[cfg(feature = "alloc")]
pub use condition::HandleOf;
pub use condition::{NotifyGuard, TimedOut, Waitable};
#[cfg(feature = "macros")]
#[cfg_attr(
    doc,
    doc = "The guide has an example of each [marker](crate::guide::markers) and each",
    doc = "[option](crate::guide::options), and shows [what is written](crate::guide::expansion).",
    doc = ""
)]
pub use spmc_waker_macros::waitable;
pub use waker::{ClaimWaker, Readiness, Registrar, SpmcWaker, WaitUntil};

// rustc names these items in its errors about a wrong condition or check. They are exported here so that it prints
// this path, and not that of `__private`. Not for other use.
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use condition::Owned;
#[doc(hidden)]
pub use condition::{
    Armed, Change, Clones, Closable, Condition, Disarm, DropHook, Fielded, Notifier, SharedWait,
    Unarmed, UndeclaredCheck, Until, Wait, Waiter, Waiters, Waits, Wakes, check, declared_check,
};

/// What the expansions of `#[waitable]` use. Not for other use, and exempt from semantic versioning.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "std")]
    pub use crate::condition::Blocking;
    #[cfg(feature = "sink")]
    pub use crate::condition::SinkResult;
    #[cfg(feature = "tracing")]
    pub use crate::{__wait_span as wait_span, condition::WaitSpan};
    pub use crate::{
        Armed, Change, Clones, Closable, Condition, Disarm, DropHook, Fielded, Notifier,
        NotifyGuard, Readiness, SharedWait, SpmcWaker, TimedOut, Unarmed, Until, Wait, Waitable,
        Waiter, Waiters, Waits, Wakes, check,
        condition::{Budget, unsent, within},
        declared_check,
        defer::Defer,
        set::{FixedSet, require_slots},
    };
    #[cfg(feature = "alloc")]
    pub use crate::{HandleOf, Owned, condition::FirstHandles, set::GrowingSet};
    pub use core::{
        self,
        clone::Clone,
        fmt::{self, Debug, Formatter},
        future::Future,
        marker::{PhantomData, Unpin},
        ops::{Drop, FnOnce},
        option::Option,
        pin::Pin,
        primitive::{bool, str, usize},
        result::Result,
        task::{Context, Poll},
        time::Duration,
    };
    /// Drops a value. Clippy warns about `core::mem::drop` of a type that needs no drop
    /// (`ui-tests/pass/results_by_aliases`).
    #[inline]
    pub fn drop<T>(_: T) {}
    #[cfg(feature = "stream")]
    pub use futures_core::{
        future::FusedFuture,
        stream::{FusedStream, Stream},
    };
    #[cfg(feature = "sink")]
    pub use futures_sink::Sink;
    #[cfg(feature = "std")]
    pub use std::time::Instant;
    #[cfg(feature = "tracing")]
    pub use tracing;

    /// The waker set, for its models and tests.
    pub mod set {
        pub use crate::set::{FixedPlace, FixedSet, Place, Registration};
        #[cfg(feature = "alloc")]
        pub use crate::set::{GrowingSet, Held, Own};
    }

    /// Returns whether a stream has ended.
    #[cfg(feature = "stream")]
    #[inline]
    pub const fn is_end<T>(polled: &Poll<Option<T>>) -> bool {
        matches!(polled, Poll::Ready(None))
    }

    /// Writes the `Debug` of a handle or a future. Expansions call this function, and no methods of `Formatter`: a
    /// trait of the user's may have methods of the same names.
    pub fn debug(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
        f.debug_struct(name).finish_non_exhaustive()
    }
}
