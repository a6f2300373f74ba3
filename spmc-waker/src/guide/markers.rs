//! Each marker, with an example and the mistake that it prevents.
//!
//! The examples wait with `block_on` of the crate `futures`, and share these imports:
//!
//! ```
//! use futures::executor::block_on;
//! use spmc_waker::waitable;
//! ```
//!
//! # `#[notify]` and `#[wait]`
//!
//! A `#[notify]` method changes the condition, a `#[wait]` method checks it. The task is woken when
//! the change is over, after guards are dropped and on unwinding too; the wait checks, registers, and
//! checks again. **Prevents:** a change that forgets to wake, an event between the check and the
//! registration, a wake under a lock.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::Mutex;
//! struct Inbox { mail: Mutex<Vec<String>> }
//!
//! #[waitable]
//! impl Inbox {
//!     #[notify]
//!     fn post(&self, letter: &str) { self.mail.lock().unwrap().push(letter.into()) }
//!
//!     #[wait(letter)]
//!     fn try_letter(&self) -> Option<String> { self.mail.lock().unwrap().pop() }
//!
//!     /// An argument taken by value is cloned for each check, one by reference is not.
//!     #[wait(filled)]
//!     fn is_filled(&self, least: usize) -> bool { self.mail.lock().unwrap().len() >= least }
//! }
//!
//! let (notifier, mut waiter) = Inbox { mail: Mutex::default() }.into_pair();
//! std::thread::spawn(move || { notifier.post("first"); notifier.post("second") });
//! block_on(async {
//!     waiter.filled(2).await;
//!     assert_eq!(waiter.letter().await, "second");
//! });
//! assert!(waiter.try_letter().is_some());
//! ```
//!
//! The check runs two times for a wait that is not ready at once, and again after each wake. It must
//! take something only when it reports ready, as `pop` does. A check that takes the first of two parts
//! and then finds that the second is not there has lost the first.
//!
//! What a check returns may borrow from the condition, such as a `MutexGuard<'_, T>`. It borrows the
//! waiter as well, so that nothing waits meanwhile.
//!
//! # `#[notify(when = …)]`
//!
//! Wakes only when the result says that it is worth it. The closure sees `&Ret`. **Prevents:** a task
//! that is woken for each of a thousand steps when only the last one counts.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicUsize, Ordering::{Acquire, Release}};
//! struct Work { left: AtomicUsize }
//!
//! #[waitable]
//! impl Work {
//!     /// Returns how many there were.
//!     #[notify(when = |before| *before == 1)]
//!     fn done(&self) -> usize { self.left.fetch_sub(1, Release) }
//!
//!     #[wait(all_done, default)]
//!     fn is_all_done(&self) -> bool { self.left.load(Acquire) == 0 }
//! }
//!
//! let (worker, all_done) = Work { left: 3.into() }.into_pair();
//! for _ in 0..3 {
//!     let worker = worker.clone();
//!     std::thread::spawn(move || worker.done());
//! }
//! block_on(all_done);    // `default`: the waiter itself is the future
//! ```
//!
//! # `#[notify(cold)]`
//!
//! The code that wakes is outlined, so that the method stays small where it is inlined. For changes
//! that nobody waits for as a rule. Behaves like `#[notify]`.
//!
//! # `#[notify(on_drop)]`
//!
//! The method returns a guard through which the condition is changed; the handle's method returns a
//! [`NotifyGuard`](crate::NotifyGuard) around it, which wakes after the guard is gone. Without it, a
//! guard is a compile error, and so is an error that can hold one, as a `LockResult`'s can: unwrap it
//! inside the method. **Prevents:** a wake that comes before the change.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::{Mutex, MutexGuard};
//! struct Table { rows: Mutex<Vec<u32>> }
//!
//! #[waitable]
//! impl Table {
//!     #[notify(on_drop)]
//!     fn edit(&self) -> MutexGuard<'_, Vec<u32>> { self.rows.lock().unwrap() }
//!
//!     #[wait(sum)]
//!     fn try_sum(&self, of: usize) -> Option<u32> {
//!         let rows = self.rows.lock().unwrap();
//!         (rows.len() >= of).then(|| rows.iter().sum())
//!     }
//! }
//!
//! let (notifier, mut waiter) = Table { rows: Mutex::default() }.into_pair();
//! std::thread::spawn(move || {
//!     let mut rows = notifier.edit();
//!     rows.push(1);
//!     rows.push(2);
//! });
//! assert_eq!(block_on(waiter.sum(2)), 3);
//! ```
//!
//! # `#[wait(NAME, stream)]` and `#[wait(NAME, blocking)]`
//!
//! With the features of these names (`std` for `blocking`), the same wait is a `Stream`, and blocks a
//! thread. All of them use the one waiter. **Prevents:** two tasks, or a task and a thread, that
//! overwrite each other's waker.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::{sync::Mutex, task::Poll, time::Duration};
//! use futures::StreamExt;
//!
//! /// Counts down, and ends.
//! struct Countdown { left: Mutex<Option<u32>> }
//!
//! #[waitable]
//! impl Countdown {
//!     #[notify]
//!     fn start(&self, from: u32) { *self.left.lock().unwrap() = Some(from) }
//!
//!     #[wait(next_number, stream, blocking)]
//!     fn try_next_number(&self) -> Poll<Option<u32>> {
//!         match &mut *self.left.lock().unwrap() {
//!             None => Poll::Pending,
//!             Some(0) => Poll::Ready(None),
//!             Some(left) => { *left -= 1; Poll::Ready(Some(*left)) }
//!         }
//!     }
//! }
//!
//! let (notifier, mut waiter) = Countdown { left: Mutex::default() }.into_pair();
//! assert!(waiter.next_number_timeout(Duration::from_millis(1)).is_err());
//! notifier.start(4);
//! assert_eq!(waiter.blocking_next_number(), Some(3));
//! assert_eq!(futures::executor::block_on(waiter.collect::<Vec<_>>()), [2, 1, 0]);
//! ```
//!
//! A stream that has ended remembers it, so `FusedStream` is true of it. A blocking wait blocks the
//! thread, and with it an executor that runs there.
//!
//! # `#[once]`
//!
//! What a wait hands over once it is ready. The future owns it until the check takes it out of the
//! option. **Prevents:** a value that is cloned for each check, or lost by one that is not ready. See
//! [`two_sides`](super::two_sides) for an example.
//!
//! # `#[shared]`
//!
//! A query, on both handles. It must not make the condition true: it wakes nobody. Where the check of a
//! wait is a query itself, `#[wait(cancelled, shared)] fn is_cancelled` puts it on the other handle, too,
//! and the end of such a wait wakes nobody.
//!
//! # `#[on_drop(notifier)]` and `#[on_drop(waiter)]`
//!
//! Run when the last notifier, or the waiter, is dropped. **Prevents:** a wait for what nobody is left
//! to send, and work for what nobody is left to receive. See [`closing`](super::closing).
//!
//! # `#[arm(WAIT)]` and `#[disarm(WAIT)]`
//!
//! Switch on what will notify, such as an interrupt: after the task is registered, and before the
//! check that follows; and switch it off when that wait is over, or its future is dropped.
//! **Prevents:** an interrupt that fires while nobody is registered, one that fires before it was
//! enabled, and one that stays enabled for a wait that was cancelled. See
//! [`embedded`](super::embedded).
//!
//! # No marker
//!
//! A plain method of the struct, which neither handle has: helpers, and what runs before
//! `into_pair`.
