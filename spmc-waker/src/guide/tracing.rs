//! Who waits for what, since when, and who wakes them: `Debug`, and the feature `tracing`.
//!
//! # `Debug` says who waits
//!
//! This needs no feature. It costs nothing until it is called. It takes no lock, so it shows a snapshot.
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
//!     #[wait(ring, wakes = none)]
//!     fn try_ring(&self) -> bool { self.ringing.swap(false, Acquire) }
//!
//!     #[wait(closed, query)]
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
//! // Each of many handles shows the slots of all of them.
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
//! | `Idle` | nobody waits there, or the task has been woken and has not checked yet |
//! | `Free` | no handle has this slot. Free slots of `waiters` are not shown |
//!
//! A future shows whether it is `registered` and, if its wait has `#[arm]`, whether it is `armed`. A handle does not show
//! what its `poll_…` methods have armed.
//!
//! # A task that is stuck
//!
//! With the feature `tracing`, each wait is a span of the [`tracing`](https://docs.rs/tracing) crate, named after its
//! handle and its method. What happens to the wait is recorded as events. In this program, one task does not give its
//! connection back, and another one waits for it:
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
//! since. `at` is the line that waits. If somebody had woken the task, an event `woken by=src/…` would name the line that
//! changed the condition.
//!
//! | event | when |
//! |---|---|
//! | `pending` | a poll has registered the task |
//! | `woken` | a poll finds that a wake has consumed the registration. `by` is the last change of the condition |
//! | `ready` | the check was ready, and the wait is over |
//! | `given up` | a pending future was dropped, a blocking call timed out, a poll by `poll_NAME` panicked, or a handle was unregistered or dropped |
//!
//! The spans and events have the target `spmc_waker`, and the level `DEBUG`. A filter can also select one wait by the
//! name of its span: `RUST_LOG=[Connections::take]=debug`.
//!
//! The span of `NAME(…)` begins when the future is made. If the task waits by `poll_NAME`, or by the handle as a stream,
//! a sink or a future, the span begins with the first poll, and ends when the wait is ready. So a stream has one span
//! for each item.
//!
//! If a subscriber sends what it is told through a condition of its own, such as the queue of a thread that writes, filter
//! the target `spmc_waker` out there. The waits of that thread are recorded, too, so each record would cause another.
//!
//! # In tokio-console
//!
//! [tokio-console](https://docs.rs/tokio-console) shows each condition as a *resource*, and each wait as an
//! operation of it, beside tokio's own. You set it up as its instructions say. This crate needs nothing more. The view
//! of resources then lists each condition by its type, with the kind `spmc-waker` and the number of its pending waits.
//! The view of a task or a resource lists operations with their tasks, polls and times. For the program above, a client
//! of console-subscriber receives this:
//!
//! ```text
//! resource tracing_tests::stuck::Pool, src/stuck.rs:36:29, {"pending": "1"}
//!     Connections::take in task upload, polls: 1, {"at": "src/stuck.rs:46:17"}
//! ```
//!
//! An operation that has been woken also has `woken_by`. These spans and events have the level `TRACE`, and targets that
//! begin with `runtime::resource`, so the filter above does not let them through.
//!
//! # What it does not record
//!
//! * The line that polls a stream or a sink, awaits a handle, or calls `NAME_within`. There, `at` is the line of the
//!   attribute, or of the method that declares the wait.
//! * Any change but the last one before the task ran: `woken by` names one.
//! * A condition for which nobody has waited yet. Its resource appears with the first wait, because a `static` cannot
//!   make a span.
//! * Changes that wake nobody, and calls of `try_…` methods.
//!
//! # What it costs
//!
//! Without the feature, nothing: the fields for it have no size, and `.ci/same-code` compares the instructions. With the
//! feature, a future is larger by four spans, and a handle by a list of its pending polls. If no subscriber is
//! interested, a wait makes only disabled spans. A `static` condition is not all zeros any more, because it stores the
//! line where it was made.
//!
//! The feature works without `std`. It needs `alloc`, and a target with compare-and-swap.
