//! Which form to take, which storage, whether to keep `sync` and `cached`, and what makes a check cheap.
//!
//! # Which form
//!
//! | you have | write |
//! |---|---|
//! | one thing to wait for, which a closure can check | `#[waitable(until = …)]` on the struct |
//! | methods that change the state, several waits or waiters, queries, data that belongs to one side, or something to do when a side is dropped | `#[waitable]` on the impl |
//! | tasks that wait for one state, each in a role of its own | `#[waitable]` on the impl, with several [`waiter`s](super::waiters) |
//! | any number of tasks that wait in one role | [`waiters`](super::waiters#any-number-of-tasks-in-one-role-waiters), in either form |
//! | tasks that must be served in the order in which they came | a queue in the condition, or another crate: `one` has no order |
//! | registration that ownership of a handle cannot express | [`SpmcWaker`](crate::SpmcWaker) itself |
//!
//! The notifier of the short form has one method, `notify`. It takes any change as a closure, so its owner
//! can call every method of the struct that is visible there. The handles of the full form have the marked
//! methods and no others. Take the full form for what you publish.
//!
//! # Which storage
//!
//! | | `storage = owned` | `storage = borrowed` |
//! |---|---|---|
//! | the condition is | in one allocation, which `into_pair` or `into_handles` makes | in a [`Waitable`](crate::Waitable) that you place: a `static`, a field, the stack |
//! | the handles | own it together, and can move into any task | borrow it |
//! | `waiters` | any number; `Clone`, and `Name::of` | `Name[N]`: at most `N` at a time, by `claim` |
//! | it needs | an allocator (feature `alloc`) | nothing |
//! | a notifier comes from | `into_pair`, and its own `clone` | `Notifier::new(&waitable)`, any time |
//! | a `waiter` comes from | `into_pair`, which makes one of each | `Waiter::claim(&waitable)`, which returns `None` while there is another one |
//! | claiming costs | nothing | one atomic read-modify-write for each claim, and none for each wait |
//! | `#[on_drop(NAME)]` of a notifier or of `waiters` | runs when the last one is dropped | is an error, since they come and go |
//!
//! # Whether to keep `sync`
//!
//! Keep it, unless a profile shows the waking side. With `sync`, no wakeup is lost, whatever orderings you
//! use on *one* atomic, or behind one lock.
//!
//! | | `sync = true` | `sync = false` |
//! |---|---|---|
//! | it goes with | both forms | the impl form alone |
//! | orderings of a condition in one atomic | any | `SeqCst`. The macro rejects each weaker one that [it sees](super::options#sync) |
//! | conditions behind a lock | fine | fine only if every access is behind one lock, or if the check reads `SeqCst` atomics |
//! | conditions in two atomics that look at each other | `SeqCst`, as below | `SeqCst` |
//! | waking when nobody waits | one read-modify-write, which leaves the cache line alone on x86-64 | one load |
//!
//! `sync` does not make *data* visible. A check that is ready at the first look has not registered, so it has
//! acquired nothing. The flag's own `Release` and `Acquire` do that:
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
//! ## Two atomics that look at each other
//!
//! `sync` orders a condition with its wakers. It does not order two of your atomics with each other. Take a
//! count of workers, and a flag that refuses newcomers:
//!
//! ```text
//! a newcomer                              the shutdown
//! count.fetch_add(1, AcqRel);             stopped.store(true, Release);
//! let refused = stopped.load(Acquire);    let all_gone = count.load(Acquire) == 0;
//! ```
//!
//! Each side writes one atomic, and then reads the other one. With `Acquire` and `Release`, both may read the
//! old values: the newcomer is not refused, the shutdown finds nobody, and its wait ends while a worker is at
//! work. x86-64 processors do this, too. There are three right ways:
//!
//! * Make all four accesses `SeqCst`.
//! * Put both values behind one lock.
//! * Put both values into one atomic word, as here. Then any ordering will do for the word itself:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicUsize, Ordering::{Acquire, Relaxed, Release}};
//!
//! const STOPPED: usize = 1;
//! /// Workers are counted above that bit.
//! const WORKER: usize = 2;
//!
//! #[derive(Default)]
//! struct Workers(AtomicUsize);
//!
//! #[waitable(notifier = Crew, waiter = Shutdown)]
//! impl Workers {
//!     /// Returns whether the newcomer may begin.
//!     #[notify(wakes = none)]
//!     fn enter(&self) -> bool {
//!         let one_more = |word| (word & STOPPED == 0).then_some(word + WORKER);
//!         self.0.fetch_update(Relaxed, Relaxed, one_more).is_ok()
//!     }
//!
//!     /// `Release`, for what the worker has done.
//!     #[notify]
//!     fn leave(&self) { self.0.fetch_sub(WORKER, Release); }
//!
//!     #[notify(by = [Crew, Shutdown])]
//!     fn stop(&self) { self.0.fetch_or(STOPPED, Relaxed); }
//!
//!     #[wait(all_gone)]
//!     fn are_all_gone(&self) -> bool { self.0.load(Acquire) == STOPPED }
//! }
//!
//! let (crew, mut shutdown) = Workers::default().into_pair();
//! assert!(crew.enter());
//! shutdown.stop();
//! assert!(!crew.enter(), "a newcomer is refused");
//! std::thread::spawn(move || crew.leave());
//! futures::executor::block_on(shutdown.all_gone());
//! ```
//!
//! `wait_group` in the repository's examples is this condition with workers that leave by their drop. Its
//! models, in `examples/tests/loom.rs`, show that the two atomics fail and the one word does not.
//!
//! # Whether to keep `cached`
//!
//! Keep it for a waiter that waits again and again. Take `cached = false` for one that waits once: its waker
//! is cloned once either way, and a cached one has to be cleared when the waiter is dropped. The repository's
//! `oneshot`, made, waited for, sent and received, executes 357 instructions without the cache, and 450 with
//! it.
//!
//! # What makes a check cheap
//!
//! * **A check runs twice in each pending poll**: before and after registering. So let it find out at once
//!   that there is nothing to do. The repository's `channel` keeps its values behind a lock, and an atomic
//!   flag beside the lock says whether to take it. A wait that is then fulfilled performs 7 locked
//!   instructions, and not 10.
//! * **Data of one side belongs in its handle.** A receiver that takes all that was sent in one step, and
//!   keeps it in a field, pays for its lock once for each burst.
//! * **`when` and `wakes` leave out wakes** that no waiting task needs. With `sync`, each wake costs a
//!   read-modify-write. If each wake names one wait of a `waiter`, the condition needs no
//!   [set](super::design#the-set).
//! * **`one` wakes one task** where one can use the change, and not each of a thousand.
