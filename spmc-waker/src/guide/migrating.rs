//! From another crate's waker or wait to `#[waitable]`: before and after.
//!
//! | from | to | section |
//! |---|---|---|
//! | `AtomicWaker` of `atomic-waker`, `futures` or `embassy-sync` | a notifier and a waiter | [`AtomicWaker`](#atomicwaker) |
//! | `WaitCell` of `maitake-sync` | a condition in a `static` | [`WaitCell`](#waitcell) |
//! | `WakeSink` and `WakeSource` of `diatomic-waker` | a notifier and a waiter | [`diatomic-waker`](#diatomic-waker) |
//! | `Notify` of tokio | handles that any number of tasks wait through | [`Notify`](#notify) |
//! | `Signal` of `embassy-sync` | a condition in a `static` | [`Signal`](#signal) |
//!
//! Five published crates were migrated this way, as a trial: [the results](#published-crates).
//!
//! The code of both sides is compiled, and one test runs on both: `spmc-waker/benches/migrating` in the repository,
//! with atomic-waker 1.1, maitake-sync 0.3, diatomic-waker 0.2, tokio 1.54 and embassy-sync 0.8. [`compare`]
//! says what each of these crates does that this one does not.
//!
//! [`compare`]: super::compare
//!
//! In all five, the steps are the same:
//!
//! 1. Put the state that the waiting task looks at into a struct of its own. The waker does not belong to it.
//! 2. Each method that changes the state gets `#[notify]`. Remove the calls that wake.
//! 3. The look at the state becomes a `#[wait]` method, which returns `bool`, `Option<T>` or `Poll<T>`. Remove the
//!    calls that register, the `poll_fn` and the second look.
//! 4. Remove the `Arc`: `into_pair` makes the handles. Or place a [`Waitable`](crate::Waitable) where the old
//!    `static` was.
//!
//! # `AtomicWaker`
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/atomic_waker_before.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("snippets/migrating/atomic_waker_after.rs")]
//! ```
//!
//! | before | after |
//! |---|---|
//! | `register`, then look again | written by the macro |
//! | `wake` after each change | written by the macro, also when a method panics |
//! | two tasks can register; the first one is not woken again | `Handle` is not `Clone`, and `result()` borrows it mutably. Any number of tasks: `waiters = Handle` |
//! | a `register` that meets a `wake` wakes its own task, which polls again (`atomic-waker`, `futures`), or waits in a critical section (`embassy-sync` 0.8) | neither waits for the other |
//! | a `Handle` that is dropped while it waits leaves its task's waker in the `Arc` | the drop of `Handle` drops the waker |
//! | a worker that is dropped without a result is not noticed | the same, unless you add a hook: `#[on_drop(Worker)]` |
//!
//! To keep your own handles, take the waker alone. `SpmcWaker<true>` has the ordering guarantee of `AtomicWaker`:
//!
//! | `AtomicWaker` | here |
//! |---|---|
//! | `static W: AtomicWaker = AtomicWaker::new()` | `static W: ClaimWaker<true> = ClaimWaker::new()`, and `W.claim()` for the task that registers |
//! | a field, and `register(&self, waker)` | [`SpmcWaker::split`](crate::SpmcWaker::split) or [`ClaimWaker`](crate::ClaimWaker), and `register(&mut self, waker)` of the `Registrar` |
//! | `wake`, `take` | `wake`, `take` |
//!
//! # `WaitCell`
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/wait_cell_before.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("snippets/migrating/wait_cell_after.rs")]
//! ```
//!
//! | before | after |
//! |---|---|
//! | `wait_for`, `wait_for_value` | `#[wait]` on a method |
//! | `wait`, `subscribe`: ready after the next `wake`, whatever has changed | what has happened is state: a flag, a count, a word |
//! | `close`, and `Err(Closed)` | a bit in the state, and a check that returns `Poll<Option<T>>` |
//! | `poll_wait` returns `Err(Busy)` if another task registers at the same time | `claim` returns `None` while another task has the waiter |
//! | `wake` returns whether a task was woken | it does not |
//!
//! # `diatomic-waker`
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/diatomic_waker_before.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("snippets/migrating/diatomic_waker_after.rs")]
//! ```
//!
//! | before | after |
//! |---|---|
//! | `WakeSink`, `WakeSource` | the waiter, the notifier |
//! | `wait_until` | `#[wait]` on a method |
//! | two allocations: the state, and the waker | one |
//! | `WakeSinkRef`, `WakeSourceRef` | `storage = borrowed` |
//! | `WakeSink::register`, `unregister` | `poll_NAME`, `unregister` |
//! | `unsafe` methods of `DiatomicWaker` | a [`Registrar`](crate::Registrar), or the `unsafe` methods of [`SpmcWaker`](crate::SpmcWaker) |
//!
//! # `Notify`
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/notify_before.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("snippets/migrating/notify_after.rs")]
//! ```
//!
//! | before | after |
//! |---|---|
//! | `notify_one` | `wakes = one(WAIT)` |
//! | `notify_waiters` | `wakes = WAIT`, or nothing: all are woken |
//! | a permit, stored if nobody waits | the state itself |
//! | `enable` before the look at the state | written by the macro |
//! | a `Notified` that is dropped after `notify_one` chose it passes that on | the same |
//! | `notify_one` wakes the task that has waited longest, `notify_last` the one that came last | there is [no order](super::limits) |
//! | `Notified` is pinned | the futures are `Unpin`, and have names |
//!
//! Stay with `Notify` if you need that order, or if the state that it stands for is in several places that no struct
//! can hold.
//!
//! # `Signal`
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/signal_before.rs")]
//! ```
//!
//! becomes
//!
//! ```rust,ignore
#![doc = include_str!("snippets/migrating/signal_after.rs")]
//! ```
//!
//! | before | after |
//! |---|---|
//! | `signal`, `wait` | `#[notify]`, `#[wait]` |
//! | `try_take` | `try_value` |
//! | `signaled`, `reset` | a `#[query]`, and a `#[notify(wakes = none)]` |
//! | two tasks that wait wake each other in turns, and one of them gets the value | `claim` returns `None` to the second one |
//! | the waker is cloned and woken inside the critical section | the section holds the exchange of the value alone |
//! | one type for all values | a struct for each kind of state, or a generic one as above |
//!
//! `Signal` is one line, and this is thirty. It pays when the state is more than one value: two waits on one state, a
//! value that is also counted, an interrupt that is to be switched on and off with the wait. A value that fits into
//! an atomic needs no critical section, as in [`WaitCell`](#waitcell) above.
//!
//! # Published crates
//!
//! `.ci/in-the-wild` puts `#[waitable]` in the place of the waiting in published crates. It keeps their public API, runs
//! the tests that are published with them on both versions, and measures both in turn in one program:
//!
//! | | what waits | lines | own tests passed | time if ready at once | time if a task waits |
//! |---|---|---|---|---|---|
//! | futures-channel 0.3.34 | oneshot | 167 → 81 | 9 → 9 | × 0.38 | × 0.57 |
//! | want 0.3.2 | the whole crate | 117 → 59 | 4 → 4 | × 1.06 | × 0.50 |
//! | piper 0.2.5 | the pipe | 91 → 92 | 33 → 33 | × 0.87 | × 0.90 |
//! | tachyonix 0.3.1 | all but the queue | 212 → 99 | 25 → 25 | × 0.99 | × 1.07 |
//! | rtic-sync 1.6.0 | the signal | both: 139 → 75 | both: 24 → 24 | × 0.51 | × 0.77 |
//! | | the watch | | | × 0.51 | × 0.90 |
//!
//! No test fails, before or after. Lines are the code that was taken out and put in, without comments. Times are the
//! minimum of 301 rounds on one thread, after to before, on the machine of [`costs`](super::costs). Instructions, and
//! the spread, are in the report. No unsafe code is added. rtic-sync's signal and watch
//! have none left, and tachyonix has one unsafe call less, of two.
//!
//! * **futures-channel**: two locks around wakers become two waits of one atomic state.
//! * **want**: the `SharedGiver` is a clone of the notifier. The state "a task is parked" is gone.
//! * **piper** is no shorter. Its waiting is already a few calls of `AtomicWaker`, and its handles now ask the condition
//!   for the buffer. The fences are gone, and so are three of four locked instructions.
//! * **tachyonix** takes `waiters` for its senders, in the place of an event with a list. It takes longer where a task
//!   waits. Senders that wait are not served in order, which the crate does not promise.
//! * **rtic-sync**: each change has one critical section less, that of the waker. (On this machine, it is a lock.) The
//!   published watch loses an update: a value that is written after a read, and before the mark "seen", is marked as
//!   seen although nobody has read it, and `changed` goes on waiting. A loom model of ours shows it. With one condition
//!   for the value and its mark, the model passes.
