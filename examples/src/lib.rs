//! Structures to copy, one short file each. The tour (`cargo run --example tour`) and the tests put
//! them to work, on tokio, smol, embassy's executor and plain threads.
//!
//! | file | structure | of `#[waitable]`, it shows |
//! |---|---|---|
//! | [`flag`] | a flag that is raised once | the short form |
//! | [`latch`], [`wait_group`] | workers that are waited for, counted or by their drop | `when`, `default`, `#[on_drop]` |
//! | [`shutdown`] | cancellation, with a guard that cancels on drop | `cold`, a `shared` wait |
//! | [`oneshot`] | one value, closed by either end | `#[notify(once)]`, `sync = false` |
//! | [`join`] | the result of a closure on a thread, or its panic | a notifier that stays private |
//! | [`channel`] | many senders, one receiver, without bound | a buffer in a handle: `#[local]` |
//! | [`bounded`] | many senders, one receiver, with a bound | `stream`, `blocking` |
//! | [`spsc`] | a ring whose two ends wait, with batches | two waiters, `sink`, `#[once]`, ends of a ring in the handles |
//! | [`watch`] | the latest value, for any number of receivers | a condition for each receiver, the version it has seen in its handle |
//! | [`readiness`] | a socket with a reader, a writer and a driver | two waiters and a notifier, `wakes` |
//! | [`uart`] | a full-duplex UART in a `static` | `storage = borrowed`, `#[arm]`, `#[disarm]` |
//! | [`select`] | a loop over several conditions | `poll_…` methods |

#![forbid(unsafe_code)]

pub mod bounded;
pub mod channel;
pub mod flag;
pub mod join;
pub mod latch;
#[cfg(loom)]
mod model;
pub mod oneshot;
pub mod readiness;
pub mod select;
pub mod shutdown;
pub mod simulated_uart;
pub mod spsc;
pub mod uart;
pub mod wait_group;
pub mod watch;
