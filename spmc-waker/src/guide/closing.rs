//! How a wait ends when nothing comes any more, and when it is no longer wanted.
//!
//! # The notifiers are gone
//!
//! `#[on_drop(notifier)]` runs when the last notifier is dropped. The waiting tasks are woken after it.
//! Store there that the condition is closed, and have the check return it:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{
//!     sync::{Mutex, atomic::{AtomicBool, Ordering::{Acquire, Release}}},
//!     task::Poll,
//! };
//!
//! #[derive(Default)]
//! struct Queue { items: Mutex<Vec<u32>>, closed: AtomicBool }
//!
//! #[waitable]
//! impl Queue {
//!     #[notify]
//!     fn push(&self, item: u32) { self.items.lock().unwrap().push(item) }
//!
//!     #[wait(pop)]
//!     fn try_pop(&self) -> Poll<Option<u32>> {
//!         let closed = self.closed.load(Acquire);    // first: see below
//!         match self.items.lock().unwrap().pop() {
//!             Some(item) => Poll::Ready(Some(item)),
//!             None if closed => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(notifier)]
//!     fn close(&self) { self.closed.store(true, Release) }
//! }
//!
//! let (notifier, mut waiter) = Queue::default().into_pair();
//! std::thread::spawn(move || notifier.push(1));    // and is dropped
//! futures::executor::block_on(async {
//!     assert_eq!(waiter.pop().await, Some(1));
//!     assert_eq!(waiter.pop().await, None);
//! });
//! ```
//!
//! **Read *closed* before you try.** A check that tries first, and then looks whether the queue is
//! closed, loses an item: it was pushed, and the notifier dropped, between the two looks. (With both
//! behind one lock, the order does not matter.) [`testing`](super::testing) shows a model that finds
//! this.
//!
//! With `storage = borrowed`, notifiers come and go, and none is the last. Close the condition there in
//! a `#[notify]` method.
//!
//! A value that is sent once, by [`#[notify(last)]`](super::markers), consumes its notifier. The hook
//! does not run after it. So a hook that says "closed" does not hide the value, and the receiver is
//! woken once.
//!
//! # A waiter is gone
//!
//! `#[on_drop(waiter)]` runs when the waiter is dropped, after its waker is dropped. With several
//! waiters it names one or more of them: `#[on_drop(Producer, Consumer)]` marks one hook for both
//! drops. Store there that nobody listens. Then:
//!
//! * Have `#[notify]` methods return what they could not deliver: `Err(item)`.
//! * Offer `#[query] fn is_closed(&self) -> bool`, which every handle has.
//! * Offer `#[notify(by = waiter)] fn close(&self)`, for a waiter that wants no more, and stays to take
//!   what is there.
//!
//! Under a lock, `send` can look and push in one step. With atomics alone, an item may be pushed just
//! after the close; it is dropped with the condition.
//!
//! A waiter's drop always wakes the other waiters. The last notifier's drop wakes them if it has a
//! hook: without one, nothing has changed.
//!
//! # The wait is not wanted any more
//!
//! Futures are cancelled by dropping them.
//!
//! | what the wait has | after the drop of its pending future |
//! |---|---|
//! | taken from the condition | it has taken nothing: a check takes only when it is ready, and the next wait checks first |
//! | a `#[once]` argument | it is dropped with the future. To keep it, call `poll_NAME` or the check with an `Option` of your own |
//! | armed | it is disarmed |
//! | registered | it stays registered, and the task may be woken once for nothing. Another wait of the same task may rely on that |
//!
//! So waits can be branches of a `select!` in a loop. A blocking wait whose time is over gives its
//! `#[once]` argument back, in [`TimedOut`](crate::TimedOut).
//!
//! `unregister` removes the registration at once, and disarms all waits of its handle. Dropping the
//! waiter does so, too, and drops the waker. If that task is being woken just then, the wake drops the
//! waker when it comes back, so that a finished task is not kept alive.
//! [`SpmcWaker::clear`](crate::SpmcWaker::clear) describes the few nanoseconds in which that may have
//! to wait for the next wake.
//!
//! To end the wait from elsewhere, make the end a part of the condition (`fn cancel`, with
//! `#[notify]`), or wait for two things. The repository's examples have one of each: `shutdown` and
//! `select`.
