//! Spans and events of waits, for the feature `tracing`.
//!
//! A wait is a span, and what happens to it are events. Without the feature, all types here have no size, and all
//! functions do nothing. So other files need not know whether the feature is on, except for `track_caller`.
//!
//! | type | who has it |
//! |---|---|
//! | `Trace` | each wait: a future, or a call that blocks |
//! | `Kept` | each handle that waits: the traces of waits that its `poll_…` methods have left pending |
//! | `Resource` | each condition, with its wakers |
//! | `Caller` | each change: the line that made it |

#[cfg(feature = "tracing")]
mod console;
#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;
#[cfg(feature = "tracing")]
mod resource;

#[cfg(not(feature = "tracing"))]
pub(super) use off::{Caller, Kept, Resource, Trace};
#[cfg(feature = "tracing")]
pub use on::WaitSpan;
#[cfg(feature = "tracing")]
pub(super) use {
    on::{Kept, Trace},
    resource::{Caller, Resource},
};
