//! How a wait ends when nothing comes any more, and when it is no longer wanted.
//!
//! # The notifiers are gone
//!
//! `#[on_drop(notifier)]` runs when the last notifier is dropped, and the waiting task is woken after
//! it. Store there that the condition is closed, and have the check return it:
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
//! closed, loses an item that is pushed, and followed by the drop, in between. (With both behind one
//! lock the order does not matter.) [`testing`](super::testing) shows a model that finds this.
//!
//! # The waiter is gone
//!
//! `#[on_drop(waiter)]` runs when the waiter is dropped, after its waker is. Store there that nobody
//! listens, and have `#[notify]` methods return it, with what they could not deliver: `Err(item)`. A
//! `#[shared] fn is_closed(&self) -> bool` serves both sides, and `#[notify(by = waiter)] fn close` is
//! for a waiter that wants no more, but stays to take what is there. `#[on_drop(notifier, waiter)]`
//! marks one hook for both drops. Under a lock, `send` can look and push
//! in one step; with atomics alone, an item may be pushed just after the close, and is dropped with
//! the condition.
//!
//! # The wait is not wanted any more
//!
//! Futures are cancelled by dropping them. A wait that is dropped loses nothing: nothing was taken,
//! and the next wait checks first. So waits can be branches of a `select!` in a loop. What a `#[once]`
//! argument was to hand over is dropped with the future, or by a blocking wait whose time is over; poll
//! `poll_NAME`, or try the check, with an `Option` of your own to keep it.
//!
//! The task stays registered, and may be woken once for nothing, as is usual for channels: another of
//! its waits may rely on that. What the wait has armed is disarmed.
//! `unregister` removes the registration at once; dropping the waiter does so, too, and drops the
//! waker with it. If the task is being woken just then, the wake drops the waker when it comes back, so
//! that a finished task is not kept alive. [`SpmcWaker::clear`](crate::SpmcWaker::clear) tells of the
//! nanoseconds in which that may have to wait for the next wake.
//!
//! To end the wait from elsewhere, make the end a part of the condition (`fn cancel`, with
//! `#[notify]`), or wait for two things: `shutdown` and `select` in the repository's examples do one
//! and the other.
