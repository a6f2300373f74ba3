//! Conditions that can be waited for. The code that `#[waitable]` generates calls these items.
//!
//! | file | what is there |
//! |---|---|
//! | `traits.rs` | what a condition declares about its handles |
//! | `wakers/` | the wakers that a condition is stored with: a slot for each wait |
//! | `woken.rs` | which tasks a change wakes |
//! | `storage/` | how handles reach the condition: in a box that they own, or by a borrow |
//! | `handle/` | what generated handles wrap: a notifier, a lone waiter, or one of many waiters |
//! | `change.rs`, `guard.rs` | a change, which wakes tasks at its end, and a guard that holds one |
//! | `wait.rs`, `shared_wait.rs` | a wait of a lone waiter, and of one of many waiters |
//! | `arm.rs`, `blocking.rs` | waits that switch something on, and waits that block a thread |
//! | `debug.rs` | the `Debug` of handles, futures and conditions |
//! | `trace/` | spans and events of the feature `tracing` |
//! | `timed_out.rs`, `budget.rs` | waits that a timer ends, and waits that yield |
//! | `argument.rs` | how a check is called, and arguments that are cloned for it |
//! | `sink.rs` | the error of a sink |

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
