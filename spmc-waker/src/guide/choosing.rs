//! Which form, which storage, and whether to keep `sync`.
//!
//! # Which form
//!
//! | you have | write |
//! |---|---|
//! | one thing to wait for, and a closure checks it | `#[waitable(until = …)]` on the struct |
//! | methods that change the state, several waits, queries, or something to do when a side goes | `#[waitable]` on the impl |
//! | several tasks that wait for the same thing | neither: `event-listener`, `tokio::sync::Notify`; or a condition for each task, as `watch` in the repository's examples |
//! | registration that ownership of a handle cannot express | [`SpmcWaker`](crate::SpmcWaker) itself |
//!
//! The short form's notifier has one method, `notify`, which takes any change as a closure: whoever
//! has it can call every method of the struct that they can see. The full form's handles have the
//! marked methods and no others, so it is the form for what you publish.
//!
//! # Which storage
//!
//! | | `storage = arc` | `storage = ref` |
//! |---|---|---|
//! | the condition is | in an `Arc` that `into_pair` makes | in a [`Waitable`](crate::Waitable) that you place: a `static`, a field, the stack |
//! | handles | own it together, so they can go into any task | borrow it |
//! | needs | an allocator | nothing |
//! | one waiter is ensured | by `into_pair`, which makes one | by one atomic swap when it is taken |
//! | `#[on_drop(notifier)]` | when the last notifier goes | cannot be: notifiers come and go |
//!
//! # Whether to keep `sync`
//!
//! Keep it, unless a profile shows the waking side. It is what makes a wakeup impossible to lose
//! whatever orderings the condition uses.
//!
//! | | `sync = true` | `sync = false` |
//! |---|---|---|
//! | the condition's orderings | any | `SeqCst`; the macro rejects what it sees to be weaker |
//! | conditions behind a lock | fine | fine only if all accesses are behind one lock, or the check reads `SeqCst` atomics |
//! | waking when nobody waits | one read-modify-write that leaves the cache line alone on x86-64 | one load |
//!
//! What `sync` does not do is make *data* visible: a check that finds its flag up at the first look
//! has not registered, so it has acquired nothing. The flag's own `Release` and `Acquire` do that:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::{Acquire, Relaxed, Release}};
//!
//! struct Result { value: AtomicU32, done: AtomicBool }
//!
//! #[waitable]
//! impl Result {
//!     #[notify]
//!     fn finish(&self, value: u32) {
//!         self.value.store(value, Relaxed);
//!         self.done.store(true, Release);    // with the acquire below: the value is seen
//!     }
//!
//!     #[wait(value, default)]
//!     fn try_value(&self) -> Option<u32> {
//!         self.done.load(Acquire).then(|| self.value.load(Relaxed))
//!     }
//! }
//!
//! let (notifier, waiter) = Result { value: 0.into(), done: false.into() }.into_pair();
//! std::thread::spawn(move || notifier.finish(7));
//! assert_eq!(futures::executor::block_on(waiter), 7);
//! ```
