//! Conditions that can be waited for: what `#[waitable]` generates stands on this.
//!
//! | file | what is there |
//! |---|---|
//! | `traits.rs` | what a condition says of its handles |
//! | `wakers.rs` | the wakers that a condition is stored with, and which of them to wake |
//! | `storage/` | where handles find the condition: in a box that they own, or in a borrow |
//! | `handle/` | the handle that is shared, and the one that is exclusive |
//! | `change.rs`, `guard.rs` | a change, after which tasks are woken, and the guard of one |
//! | `wait.rs`, `arm.rs`, `blocking.rs` | a wait, what it switches on, and threads that wait |
//! | `argument.rs` | what a wait does with its arguments |
//! | `sink.rs` | what a sink fails with |

mod argument;
mod arm;
#[cfg(feature = "std")]
mod blocking;
mod change;
mod guard;
mod handle;
#[cfg(feature = "sink")]
mod sink;
mod storage;
mod traits;
mod wait;
mod wakers;

#[cfg(feature = "std")]
pub use argument::unsent;
pub use argument::{Clones, UndeclaredCheck, check, declared_check};
pub use arm::{Armed, Disarm, Unarmed};
#[cfg(feature = "std")]
pub use blocking::TimedOut;
pub use change::Change;
pub use guard::NotifyGuard;
#[cfg(feature = "alloc")]
pub use handle::FirstHandles;
pub use handle::{Closable, Fielded, Notifier, Waiter};
#[cfg(feature = "sink")]
pub use sink::SinkResult;
#[cfg(feature = "alloc")]
pub use storage::Owned;
pub use storage::Waitable;
pub use traits::{Condition, DropHook, Until, Waits};
pub use wait::Wait;
