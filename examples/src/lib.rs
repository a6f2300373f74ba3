//! Structures to copy, one short file each. The tour (`cargo run --example tour`) and the tests run them on
//! tokio, smol, embassy's executor and plain threads.
//!
//! | file | structure | what it shows of `#[waitable]` |
//! |---|---|---|
//! | [`flag`] | a flag that is raised once | the short form |
//! | [`latch`] | a fixed number of workers, whose end is waited for | `when`, `await`, `query` |
//! | [`wait_group`] | workers that come and go, until the group is closed | a count and a flag in one atomic word, `#[on_drop]` |
//! | [`shutdown`] | cancellation, with a guard that cancels on drop | `cold`, a `query` wait |
//! | [`oneshot`] | one value, closed by either end | `#[notify(last)]`, `sync = false` |
//! | [`join`] | the result of a closure on a thread, or its panic | a notifier that stays private |
//! | [`channel`] | many senders, one receiver, without bound | a buffer in a handle: `#[field]` |
//! | [`bounded`] | many senders, one receiver, with a bound | `stream`, `blocking` |
//! | [`spsc`] | a ring whose two ends wait, with batches | two waiters, `sink`, `#[once]`, ends of a ring in the handles |
//! | [`watch`] | the latest value, for any number of receivers | a condition for each receiver, and the version that it has seen in its handle |
//! | [`readiness`] | a socket with a reader, a writer and a driver | two waiters and a notifier, `wakes` |
//! | [`uart`] | a full-duplex UART in a `static` | `storage = borrowed`, `#[arm]`, `#[disarm]` |
//! | [`select`] | a loop over several conditions | `poll_…` methods |
//!
//! # Where others are quicker
//!
//! `cargo bench -p spmc-waker-examples-bench` runs them beside the crates that people would use instead. In these
//! rows another crate is ahead. The counts are executed instructions, and the locked ones among them, for one
//! message on one thread. They were measured with callgrind. The times are from the report in
//! `examples/report`.
//!
//! | | ours | ahead | what the difference buys |
//! |---|---|---|---|
//! | oneshot: make, send, receive | 268, 4 locked | `oneshot`: 218, 2 locked | no `unsafe`: the value is behind a lock, which each end takes once and never waits for |
//! | bounded: send, receive | 174, 3 locked | `tachyonix`: 133, 3 locked | a queue that anybody may pop from and close, so no value gets in after the close and is lost |
//! | bounded: wait, send, receive | 24.6 ns | `kanal`: 16.6 ns | the same: a pop that finds nothing needs a fence, before and after registering |
//! | an event that one thread raises and another takes, `sync = true` | 62 ns | `async-event`: 34 ns | any ordering in the condition. With `sync = false`, ours takes 30 ns |
//! | unbounded: send, receive | 100, 5 locked | `kanal`: 94, 2 locked | a thread that finds the lock taken sleeps. It does not spin until another thread runs and releases it |
//! | watch: read | 23, 4 locked | tokio: 26, 2 locked | a value that can be kept across an `.await`, and does not block the sender |

#![forbid(unsafe_code)]

pub mod barrier;
pub mod bounded;
pub mod broadcast;
pub mod channel;
pub mod event;
pub mod flag;
pub mod join;
pub mod latch;
#[cfg(loom)]
mod model;
pub mod mpmc;
pub mod oneshot;
pub mod readiness;
pub mod select;
pub mod semaphore;
pub mod shutdown;
pub mod simulated_uart;
pub mod spsc;
pub mod uart;
pub mod wait_group;
pub mod watch;
