//! Who waits for what, since when, and who wakes them: `Debug`, and the feature `tracing`.
//!
//! # `Debug` says who waits
//!
//! This takes no feature. It costs nothing until it is called, and takes no lock: it shows a snapshot.
//!
//! ```
//! use spmc_waker::{Waitable, waitable};
//! use std::{
//!     future::Future,
//!     pin::pin,
//!     sync::atomic::{AtomicBool, AtomicUsize, Ordering::{Acquire, Relaxed, Release}},
//!     task::{Context, Waker},
//! };
//!
//! #[derive(Default)]
//! struct Line { ringing: AtomicBool, closed: AtomicBool }
//!
//! #[waitable(notifier = Caller, waiter = Phone, storage = borrowed)]
//! impl Line {
//!     #[notify(wakes = ring)]
//!     fn call(&self) { self.ringing.store(true, Release) }
//!
//!     #[notify(wakes = closed)]
//!     fn close(&self) { self.closed.store(true, Release) }
//!
//!     #[wait(ring)]
//!     fn try_ring(&self) -> bool { self.ringing.swap(false, Acquire) }
//!
//!     #[wait(closed)]
//!     fn is_closed(&self) -> bool { self.closed.load(Acquire) }
//! }
//!
//! struct Gate { open: AtomicUsize }
//!
//! #[waitable(notifier = Keeper, waiters = Guest)]
//! impl Gate {
//!     #[notify(wakes = one(enter))]
//!     fn open(&self) { self.open.fetch_add(1, Release); }
//!
//!     #[wait(enter, wakes = none)]
//!     fn try_enter(&self) -> bool {
//!         self.open.fetch_update(Acquire, Relaxed, |open| open.checked_sub(1)).is_ok()
//!     }
//! }
//!
//! let cx = &mut Context::from_waker(Waker::noop());
//! let line = Waitable::new(Line::default());
//! assert_eq!(format!("{line:?}"), "Waitable { Phone::ring: Free, Phone::closed: Free, .. }");
//!
//! let mut phone = Phone::claim(&line).unwrap();
//! assert!(phone.poll_ring(cx).is_pending());
//! assert_eq!(format!("{phone:?}"), "Phone { ring: Registered, closed: Idle, .. }");
//! assert_eq!(format!("{:?}", phone.closed()), "PhoneClosed { registered: false, .. }");
//! Caller::new(&line).call();
//! assert_eq!(format!("{phone:?}"), "Phone { ring: Idle, closed: Idle, .. }");
//!
//! // Of many, a handle shows the slots of all of them.
//! let (keeper, guest) = Gate { open: 0.into() }.into_pair();
//! let (mut first, mut second) = (pin!(guest.enter()), pin!(guest.enter()));
//! assert!(first.as_mut().poll(cx).is_pending());
//! assert!(second.as_mut().poll(cx).is_pending());
//! keeper.open();
//! assert_eq!(format!("{guest:?}"), "Guest { enter: {0: Idle, 1: Registered}, .. }");
//! ```
//!
//! | word | means |
//! |---|---|
//! | `Registered` | a task, or a thread, waits |
//! | `Idle` | nobody waits there, or who waits has been woken and has not checked yet |
//! | `Free` | no handle has it. Free slots of `waiters` are left out |
//!
//! A future says whether it is registered and, if its wait has `#[arm]`, whether it is `armed`. A handle does not know
//! what a `poll_…` method has armed.
//!
//! # A task that is stuck
//!
//! With the feature `tracing`, each wait is a span of the [`tracing`](https://docs.rs/tracing) crate, named after handle
//! and wait, and what happens to it are events. In this program, one task does not give its connection back, and
//! another one waits for it:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{
//!     future::Future,
//!     sync::atomic::{
//!         AtomicUsize,
//!         Ordering::{Acquire, Relaxed, Release},
//!     },
//! };
//! /// Connections to a database.
//! #[derive(Default)]
//! pub struct Pool {
//!     free: AtomicUsize,
//! }
//!
//! #[waitable(waiters = Connections, notifier = none)]
//! impl Pool {
//!     /// Gives a connection back.
//!     #[notify(by = Connections, wakes = one(take))]
//!     pub fn give_back(&self) {
//!         self.free.fetch_add(1, Release);
//!     }
//!
//!     /// Takes a connection, if one is free.
//!     #[wait(take, wakes = none)]
//!     pub fn try_take(&self) -> bool {
//!         let take = |free: usize| free.checked_sub(1);
//!         self.free.fetch_update(Acquire, Relaxed, take).is_ok()
//!     }
//! }
//!
//! /// A pool of one connection.
//! pub fn pool() -> Connections {
//!     Pool { free: 1.into() }.into_handle()
//! }
//!
//! /// Takes the connection, and forgets to give it back.
//! pub fn report(connections: Connections) -> impl Future<Output = ()> {
//!     async move { connections.take().await }
//! }
//!
//! /// Waits for a connection.
//! pub async fn upload(connections: Connections) {
//!     connections.take().await;
//!     connections.give_back();
//! }
//! ```
//!
//! To see it, install any subscriber. This is what `tracing_subscriber::fmt` prints, with
//! `RUST_LOG=spmc_waker=debug` and without the times:
//!
//! ```text
//! DEBUG Connections::take{condition="tracing_tests::stuck::Pool" at=src/stuck.rs:41:30}: spmc_waker: ready
//! DEBUG Connections::take{condition="tracing_tests::stuck::Pool" at=src/stuck.rs:46:17}: spmc_waker: pending
//! ```
//!
//! The first task was ready at once. The second one is pending, and there the log ends: nobody has changed the pool
//! since. `at` is the line that waits. Had somebody woken it, an event `woken by=src/…` would name the line that has
//! changed the condition.
//!
//! | event | when |
//! |---|---|
//! | `pending` | a poll has registered the task |
//! | `woken` | a poll finds that a wake has consumed the registration. `by` is the last change of the condition |
//! | `ready` | the check was ready, and the wait is over |
//! | `given up` | a pending future was dropped, a blocking call timed out, a handle was unregistered or dropped |
//!
//! The spans and events have the target `spmc_waker`, and the level `DEBUG`. A filter can also select one wait by the
//! name of its span: `RUST_LOG=[Connections::take]=debug`.
//!
//! A wait by `NAME(…)` begins when the future is made. One by `poll_NAME`, or by the handle as a stream, a sink or a
//! future, begins with its first poll, and goes on until it is ready: a stream has one span for each item.
//!
//! # In tokio-console
//!
//! [tokio-console](https://docs.rs/tokio-console) shows each condition as a *resource*, and each wait as an
//! operation of it, beside tokio's own. Follow its instructions: they are the same as without this crate. Its view
//! of resources then has conditions by their types, of the kind `spmc-waker`, with the number of their pending waits,
//! and the view of a task or a resource lists operations with their tasks, polls and times. This is the data of the
//! program above, as a client of console-subscriber receives it:
//!
//! ```text
//! resource tracing_tests::stuck::Pool, src/stuck.rs:36:29, {"pending": "1"}
//!     Connections::take in task upload, polls: 1, {"at": "src/stuck.rs:46:17"}
//! ```
//!
//! An operation that has been woken also has `woken_by`. These spans and events are at the level `TRACE`. Their
//! targets begin with `runtime::resource`, so the filter above leaves them out.
//!
//! # What it does not tell
//!
//! * Where a stream or a sink is polled, a handle is awaited, or a `NAME_within` waits, `at` is the line of the
//!   attribute or of the method that declares the wait.
//! * `woken by` is the *last* change. If there were two before the task ran, it names the second.
//! * A resource appears with the first wait for its condition. A `static` cannot make a span.
//! * Changes that wake nobody are not told of, nor are `try_…` methods.
//!
//! # What it costs
//!
//! Without the feature nothing: traces have no size, and `.ci/same-code` compares the instructions. With it, a future
//! is larger by four spans, and a handle by a list of its pending polls. While no subscriber is interested, a wait
//! makes disabled spans only. A `static` condition is not all zeros any more, since it knows where it stands.
//!
//! It works without `std`, with `alloc`, if the target has compare-and-swap.
