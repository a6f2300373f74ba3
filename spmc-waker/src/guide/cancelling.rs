//! Cancel safety: what is left of a wait that is given up, for each generated method.
//!
//! A future is cancelled by dropping it: the other branch of a `select!` was faster, or a time limit was. **No
//! wait loses a value by that.** A check takes something only when it is ready, and a ready check ends the
//! wait. What else is left depends on how the task waited.
//!
//! # Method by method
//!
//! For a wait `recv`, with the check `try_recv`:
//!
//! | method | given up by | registered | armed | a `#[once]` item |
//! |---|---|---|---|---|
//! | `recv(…)` of a `waiter` | dropping the future | stays, and the task may be woken once for nothing | is disarmed | is dropped with the future. `into_item` gives up the wait and returns it |
//! | `recv(…)` of `waiters` | dropping the future | is removed. A wake by `one` that it has not used is [passed on](super::waiters#a-wake-that-is-not-used-is-passed-on) | (cannot be armed) | the same |
//! | `poll_recv(cx, …)` | not polling again | **stays** | **stays armed** | is in your `Option` |
//! | the handle itself as a future (`await`), by `&mut handle` | dropping the reference | **stays** | **stays armed** | (has no arguments) |
//! | the same, by value | dropping the handle | is removed | is disarmed | |
//! | `next()` of a stream, and whatever else polls the handle as a `Stream` | dropping the future | **stays** | **stays armed** | |
//! | `send(item)`, `feed(item)` of a sink | dropping the future | **stays** | **stays armed** | before the sink accepts it: is dropped with the future. Afterwards it stays in the handle, and the next poll of the sink sends it, unless `unsent` takes it back |
//! | `flush()`, `close()` of a sink | dropping the future | **stays** | **stays armed** | stays in the handle. Call `flush` or `close` again |
//! | `try_recv(…)` | it returns at once | registers nothing | never arms. If it is ready, it disarms nothing either | is in your `Option` |
//! | `blocking_recv(…)` | cannot be given up | | | |
//! | `recv_within(timer, …)` | the end of the timer | as for `recv(…)` | is disarmed | is in [`TimedOut`](crate::TimedOut) |
//! | the same | dropping the future | as for `recv(…)` | is disarmed | is dropped with the future |
//! | `recv_timeout(…)`, `recv_deadline(…)` | the end of the time | is removed, and a last check follows | is disarmed | is in [`TimedOut`](crate::TimedOut) |
//!
//! | method | given up by | what is left |
//! |---|---|---|
//! | a `#[notify]` method, a query | it returns at once | nothing |
//! | a `#[notify(guard)]` method | dropping the [`NotifyGuard`](crate::NotifyGuard) | the change that was made until then, and the tasks are woken |
//! | `into_pair`, `of`, `new`, `claim`, `clone` | they return at once | nothing |
//! | [`Registrar::wait_until`](crate::Registrar::wait_until) | dropping the future | it stays registered until the registrar registers again, unregisters or is dropped |
//!
//! Where something **stays**, it stays until a wait by the same method is ready, until `unregister`, or until
//! the handle is dropped. (The registration of a `waiter` stays until a wake consumes it, also if a poll is ready before
//! that.) If `one(recv)` may choose it, it can [keep a wake](super::waiters#what-keeps-a-wake)
//! meanwhile.
//!
//! Why does the future of a `waiter` stay registered? Removing it would cost a read-modify-write in each turn of a
//! `select!` loop, whose next turn registers the same task again. A stale registration costs one spurious wake at
//! most.
//!
//! # In a `select!` loop
//!
//! All this means that waits can be branches of a `select!` in a loop. An armed wait is disarmed if you wait by
//! `NAME(…)`. After the others, call `unregister`:
//!
//! ```
//! use futures::{StreamExt, executor::block_on, future::select};
//! use spmc_waker::waitable;
//! use std::{future::ready, sync::atomic::{AtomicBool, Ordering::{Acquire, Release}}, task::Poll};
//!
//! #[derive(Default)]
//! struct Irq { enabled: AtomicBool, fired: AtomicBool }
//!
//! #[waitable(notifier = Line, waiter = Events)]
//! impl Irq {
//!     #[notify]
//!     fn fire(&self) { self.fired.store(true, Release) }
//!
//!     #[wait(event, stream)]
//!     fn try_event(&self) -> Poll<Option<()>> {
//!         if self.fired.swap(false, Acquire) { Poll::Ready(Some(())) } else { Poll::Pending }
//!     }
//!
//!     #[arm]
//!     fn enable(&self) { self.enabled.store(true, Release) }
//!
//!     #[disarm]
//!     fn disable(&self) { self.enabled.store(false, Release) }
//!
//!     #[query]
//!     fn is_enabled(&self) -> bool { self.enabled.load(Acquire) }
//! }
//!
//! let (_line, mut events) = Irq::default().into_pair();
//! let timeout = || ready(());    // is over at once
//!
//! block_on(select(events.event(), timeout()));
//! assert!(!events.is_enabled());
//!
//! block_on(select(events.next(), timeout()));
//! assert!(events.is_enabled());
//! events.unregister();
//! assert!(!events.is_enabled());
//! ```
//!
//! # To keep the item
//!
//! A future that owns a `#[once]` item gives it back. `into_item` returns `None` if the check has taken it:
//!
//! ```
//! use futures::{executor::block_on, future::{Either, select}};
//! use spmc_waker::waitable;
//! use std::{future::ready, sync::Mutex};
//!
//! #[derive(Default)]
//! struct Slot { item: Mutex<Option<String>> }
//!
//! #[waitable(notifier = Reader, waiters = Writer)]
//! impl Slot {
//!     #[notify(wakes = one(put))]
//!     fn take(&self) -> Option<String> { self.item.lock().unwrap().take() }
//!
//!     #[wait(put, wakes = none)]
//!     fn try_put(&self, #[once] item: &mut Option<String>) -> bool {
//!         let mut slot = self.item.lock().unwrap();
//!         let is_free = slot.is_none();
//!         if is_free {
//!             *slot = item.take();
//!         }
//!         is_free
//!     }
//! }
//!
//! let (reader, writer) = Slot::default().into_pair();
//! block_on(writer.put("first".into()));
//! let timeout = ready(());    // is over at once
//! let Either::Right((_, sending)) = block_on(select(writer.put("second".into()), timeout)) else {
//!     panic!("there is no room for it");
//! };
//! assert_eq!(sending.into_item().as_deref(), Some("second"));
//! assert_eq!(reader.take().as_deref(), Some("first"));
//! ```
//!
//! # `unregister`
//!
//! `unregister` ends all waits of its handle that are left: it removes the registrations, disarms, passes on a
//! wake that nobody has used, and drops the wakers that the handle keeps for its next waits. Dropping the
//! handle does the same. If a wake is using such a waker just then, the wake drops it when it comes back, so a
//! finished task is not kept alive. [`SpmcWaker::clear`](crate::SpmcWaker::clear) describes a window of a few
//! nanoseconds in which that is left to the next wake. If you put a waiter back into a pool, call
//! `unregister`: otherwise it keeps its last tasks' wakers.
//!
//! # What you owe
//!
//! Cancel safety rests on two rules for your checks:
//!
//! * A check that is not ready has changed nothing. If it takes the first of two parts and then finds that the
//!   second one is missing, the first part is lost with the future.
//! * What a future holds between two polls must not be lost by its drop. The arguments are dropped with it:
//!   `#[once]` items come back by `into_item`; `&mut` arguments are yours anyway.
