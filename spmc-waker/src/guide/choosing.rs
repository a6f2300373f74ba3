//! Which form to take, which storage, whether to keep `sync` and `cached`, and what makes a check cheap.
//!
//! # Which form
//!
//! | you have | write |
//! |---|---|
//! | one thing to wait for, and a closure checks it | `#[waitable(until = …)]` on the struct |
//! | methods that change the state, several waits or waiters, queries, data that belongs to one side, or something to do when a side goes | `#[waitable]` on the impl |
//! | a fixed number of tasks that wait for one state, each in a role of its own | `#[waitable]` on the impl, with several [`waiter`s](super::waiters) |
//! | any number of tasks that wait for the same thing | another crate: `event-listener`, `tokio::sync::Notify`; or a condition for each task, as `watch` in the repository's examples |
//! | registration that ownership of a handle cannot express | [`SpmcWaker`](crate::SpmcWaker) itself |
//!
//! The notifier of the short form has one method, `notify`. It takes any change as a closure, so its
//! owner can call every method of the struct that is visible there. The handles of the full form have
//! the marked methods and no others. Take the full form for what you publish.
//!
//! # Which storage
//!
//! | | `storage = owned` | `storage = borrowed` |
//! |---|---|---|
//! | the condition is | in one allocation, which `into_pair` or `into_handles` makes | in a [`Waitable`](crate::Waitable) that you place: a `static`, a field, the stack |
//! | the handles | own it together, and can go into any task | borrow it |
//! | it needs | an allocator (feature `alloc`) | nothing |
//! | a notifier comes from | `into_pair`, and its own `clone` | `Notifier::new(&waitable)`, any time |
//! | a waiter comes from | `into_pair`, which makes one of each | `Waiter::claim(&waitable)`, which returns `None` while there is another one |
//! | claiming costs | nothing | one atomic read-modify-write, none for each wait |
//! | `#[on_drop(notifier)]` | runs when the last notifier is dropped | is an error, since notifiers come and go |
//!
//! # Whether to keep `sync`
//!
//! Keep it, unless a profile shows the waking side. With `sync`, a wakeup cannot be lost, whatever
//! orderings the condition uses.
//!
//! | | `sync = true` | `sync = false` |
//! |---|---|---|
//! | it goes with | both forms | the impl form alone |
//! | orderings of the condition | any | `SeqCst`; the macro rejects each weaker one that it sees |
//! | conditions behind a lock | fine | fine only if all accesses are behind one lock, or the check reads `SeqCst` atomics |
//! | waking when nobody waits | one read-modify-write, which leaves the cache line alone on x86-64 | one load |
//!
//! `sync` does not make *data* visible. A check that is ready at the first look has not registered, so
//! it has acquired nothing. The flag's own `Release` and `Acquire` do that:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::{Acquire, Relaxed, Release}};
//!
//! struct Answer { value: AtomicU32, done: AtomicBool }
//!
//! #[waitable]
//! impl Answer {
//!     #[notify]
//!     fn finish(&self, value: u32) {
//!         self.value.store(value, Relaxed);
//!         self.done.store(true, Release);    // with the acquire below: the value is seen
//!     }
//!
//!     #[wait(value, await)]
//!     fn try_value(&self) -> Option<u32> {
//!         self.done.load(Acquire).then(|| self.value.load(Relaxed))
//!     }
//! }
//!
//! let (notifier, waiter) = Answer { value: 0.into(), done: false.into() }.into_pair();
//! std::thread::spawn(move || notifier.finish(7));
//! assert_eq!(futures::executor::block_on(waiter), 7);
//! ```
//!
//! # Whether to keep `cached`
//!
//! Keep it for a waiter that waits again and again. Take `cached = false` for one that waits once: its waker
//! is cloned once either way, and one that is cached has to be cleared when the waiter is dropped. The
//! repository's `oneshot`, made, waited for, sent and received, executes 357 instructions without and 450
//! with the cache.
//!
//! # What makes a check cheap
//!
//! * **A check runs twice in each poll that is pending**: before and after registering. So let it find out at
//!   once that there is nothing to do. The repository's `channel` keeps its values behind a lock, and an
//!   atomic flag beside it says whether to take that: a wait that is then fulfilled performs 7 locked
//!   instructions, not 10.
//! * **What belongs to one side lies in its handle.** A receiver that takes all that was sent in one step, and
//!   keeps it in a field, pays for its lock once for a burst.
//! * **`when` and `wakes` leave wakes out** that concern nobody. Each costs a read-modify-write with `sync`.
