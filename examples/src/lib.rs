//! Conditions to copy, one short file each. The tour (`cargo run --example tour`) and the tests put
//! them to work, on tokio, smol and plain threads.
//!
//! | file | structure | of `#[waitable]`, it shows |
//! |---|---|---|
//! | [`flag`] | a flag that is raised once | the short form |
//! | [`latch`], [`wait_group`] | workers that are waited for, counted or by their drop | `default`, `#[on_drop(notifier)]` |
//! | [`shutdown`] | cancellation, with a guard that cancels on drop | `cold`, `#[shared]` |
//! | [`oneshot`] | one value, closed by either side | `when`, `by = waiter`, one hook for both drops |
//! | [`join`] | the result of a closure on a thread, or its panic | a notifier that stays private |
//! | [`channel`], [`bounded`] | many senders, one receiver | `stream`, `blocking`, both closes |
//! | [`spsc`] | a ring whose two sides wait, with batches | `by = notifier`, `#[once]` |
//! | [`watch`] | the latest value, and a version for each receiver | a condition for each waiting task |
//! | [`irq`] | a UART's receiver in a `static` | `storage = ref`, `#[arm]`, `#[disarm]` |
//! | [`select`] | a loop over several conditions | `poll_…` methods |
//!
//! Each header names the public bugs of hand-written code that the file cannot have.

#![forbid(unsafe_code)]

pub mod bounded;
pub mod channel;
pub mod flag;
pub mod irq;
pub mod join;
pub mod latch;
#[cfg(loom)]
mod model;
pub mod oneshot;
pub mod select;
pub mod shutdown;
pub mod simulated_uart;
pub mod spsc;
pub mod wait_group;
pub mod watch;
