//! Conditions that can be waited for: what `#[waitable]` generates stands on this.
//!
//! | file | what is there |
//! |---|---|
//! | `traits.rs` | what a condition says of its handles |
//! | `wakers/` | the wakers that a condition is stored with: a slot for each wait |
//! | `woken.rs` | whom a change wakes |
//! | `storage/` | where handles find the condition: in a box that they own, or in a borrow |
//! | `handle/` | what handles wrap: the notifier, the lone waiter, and one of many waiters |
//! | `change.rs`, `guard.rs` | a change, after which tasks are woken, and the guard of one |
//! | `wait.rs`, `shared_wait.rs` | a wait of a lone waiter, and of one of many |
//! | `arm.rs`, `blocking.rs` | what a wait switches on, and threads that wait |
//! | `debug.rs` | what `Debug` says of waits |
//! | `trace/` | what the feature `tracing` tells |
//! | `timed_out.rs`, `budget.rs` | waits that a timer ends, and waits that yield |
//! | `argument.rs` | what a wait does with its arguments |
//! | `sink.rs` | what a sink fails with |

mod argument;
mod arm;
#[cfg(feature = "std")]
mod blocking;
mod budget;
mod change;
mod debug;
mod guard;
mod handle;
mod shared_wait;
#[cfg(feature = "sink")]
mod sink;
mod storage;
mod timed_out;
mod trace;
mod traits;
mod wait;
mod wakers;
mod woken;

pub use argument::{Clones, UndeclaredCheck, check, declared_check};
pub use arm::{Armed, Disarm, Unarmed};
#[cfg(feature = "std")]
pub use blocking::Blocking;
pub use budget::Budget;
pub use change::Change;
pub use guard::NotifyGuard;
#[cfg(feature = "alloc")]
pub use handle::FirstHandles;
pub use handle::{Closable, Fielded, Notifier, Waiter, Waiters};
pub use shared_wait::SharedWait;
#[cfg(feature = "sink")]
pub use sink::SinkResult;
#[cfg(feature = "alloc")]
pub use storage::Owned;
pub use storage::Waitable;
pub use timed_out::{TimedOut, unsent, within};
#[cfg(feature = "tracing")]
pub use trace::WaitSpan;
#[cfg(feature = "alloc")]
pub use traits::HandleOf;
pub use traits::{Condition, DropHook, Until, Waits};
pub use wait::Wait;
pub use woken::Wakes;
