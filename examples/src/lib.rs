//! Structures to copy, one short file each. The tour (`cargo run --example tour`) and the tests run them on
//! tokio, smol, embassy's executor and plain threads.
//!
//! | file | structure | what it shows of `#[waitable]` |
//! |---|---|---|
//! | [`flag`] | a flag that is raised once | the short form |
//! | [`latch`] | a fixed number of workers, whose end is waited for | `when`, `await`, `query` |
//! | [`wait_group`] | workers that come and go, until the group is closed | a count and a flag in one atomic word, `#[on_drop]` |
//! | [`event`] | any number of tasks that listen, one or all of them notified | `waiters`, `wakes = one(…)`, `#[once]` |
//! | [`shutdown`] | cancellation in a tree of tokens, for any number of tasks | `waiters`, `cold`, a `query` wait |
//! | [`semaphore`] | permits that are released on drop | `waiters` alone, `wakes = [one(…), …]`, `sync = false` |
//! | [`barrier`] | tasks that wait for each other, in rounds | `when`, a wait with an argument |
//! | [`oneshot`] | one value, closed by either end | two waiters, `#[notify(last)]`, `sync = false` |
//! | [`join`] | the result of a closure on a thread, or its panic | a notifier that stays private |
//! | [`channel`] | many senders, one receiver, without bound | a buffer in a handle: `#[field]` |
//! | [`bounded`] | many senders that wait for room, one receiver | `waiters` beside a waiter, `stream`, `sink`, `blocking` |
//! | [`mpmc`] | many senders, many receivers, with or without a bound | two kinds of `waiters`, `by = [A, B]` |
//! | [`spsc`] | a ring whose two ends wait, with batches | two waiters, `sink`, `#[once]`, ends of a ring in the handles |
//! | [`watch`] | the latest value, for any number of receivers | `Receiver::of`, `#[query(guard)]`, the version that a receiver has seen in its handle |
//! | [`broadcast`] | each value for every receiver, as long as it keeps up | the position of a receiver in its handle |
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
//! | an event that one thread raises and another takes, `sync = true` | 62 ns | `async-event`: 34 ns | any ordering in the condition. With `sync = false`, ours takes 30 ns |
//! | unbounded: send, receive | 100, 5 locked | `kanal`: 94, 2 locked | a thread that finds the lock taken sleeps. It does not spin until another thread runs and releases it |

#![forbid(unsafe_code)]

pub mod barrier;
pub mod bounded;
pub mod broadcast;
pub mod channel;
pub mod event;
pub mod flag;
pub mod join;
pub mod latch;
#[cfg(any(loom, shuttle))]
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
