//! Each marker, with an example and the mistake that it prevents.
//!
//! | marker | section |
//! |---|---|
//! | `#[notify]`, `#[wait(NAME)]` | [Changes and waits](#changes-and-waits) |
//! | `#[notify(when = …)]`, `cold`, `guard`, `last`, `by`, `wakes` | [Options of `#[notify]`](#options-of-notify) |
//! | `#[wait(NAME, await)]`, `stream`, `sink`, `blocking`, `within`, `budget`, `query`, `future`, `doc`, `by`, `wakes` | [Options of `#[wait]`](#options-of-wait) |
//! | `#[once]`, `#[field]` | [Arguments](#arguments) |
//! | `#[query]`, its `by` and `guard` | [Queries](#queries) |
//! | `#[on_drop(NAME)]`, `#[arm(WAIT)]`, `#[disarm(WAIT)]` | [Hooks](#hooks) |
//!
//! The examples wait with `block_on` of the crate `futures`, and have these imports:
//!
//! ```
//! use futures::executor::block_on;
//! use spmc_waker::waitable;
//! ```
//!
//! # Changes and waits
//!
//! A `#[notify]` method changes the condition. A `#[wait]` method checks it. The task is woken when the
//! `#[notify]` method has returned and dropped its guards, and also when it panics. The wait checks,
//! registers, and checks again. **Prevents:** a change that forgets to wake, an event between the check and
//! the registration, a wake under a lock.
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
//!     #[wait(letter, wakes = none)]
//!     fn try_letter(&self) -> Option<String> { self.mail.lock().unwrap().pop() }
//!
//!     /// An argument by value is cloned for each check.
//!     #[wait(filled, wakes = none)]
//!     fn is_filled(&self, least: usize) -> bool { self.mail.lock().unwrap().len() >= least }
//! }
//!
//! let (notifier, mut waiter) = Inbox { mail: Mutex::default() }.into_pair();
//! std::thread::spawn(move || { notifier.post("first"); notifier.post("second") });
//! block_on(async {
//!     waiter.filled(2).await;
//!     assert_eq!(waiter.letter().await, "second");
//! });
//! assert!(waiter.try_letter().is_some());    // the check itself looks once
//! ```
//!
//! The check runs twice in a poll that is pending, and again in each later poll. It must take something only
//! when it reports ready, as `pop` does. If a check takes the first of two parts, and then finds that the
//! second one is missing, the first one is lost.
//!
//! What a check returns may borrow from the condition, as a `MutexGuard<'_, T>` does. It borrows the waiter
//! as well, so the handle cannot wait meanwhile. This takes a condition with one `waiter`, and no other handle that
//! waits.
//!
//! On [`waiters`](super::waiters), any number of tasks wait: the check and `NAME` take `&self` there.
//!
//! The wait has the visibility of its method, unless the marker gives another one: `#[wait(pub recv)]` on a
//! private check makes the wait public and leaves the check private. `NAME` may be left out if the method is
//! called `try_NAME` or `is_NAME`.
//!
//! # Options of `#[notify]`
//!
//! ## `when = …`
//!
//! The closure gets a reference to the result, and the task is woken only if it returns `true`. It is a
//! promise of yours: if the closure returns `false` for a change that made the condition true, the wakeup is
//! lost. **Prevents:** a task that is woken for each of a thousand steps when only the last one counts.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicUsize, Ordering::{Acquire, Release}};
//! struct Work { left: AtomicUsize }
//!
//! #[waitable]
//! impl Work {
//!     /// Returns how much work there was before.
//!     #[notify(when = |before| *before == 1)]
//!     fn done(&self) -> usize { self.left.fetch_sub(1, Release) }
//!
//!     #[wait(all_done, await)]
//!     fn is_all_done(&self) -> bool { self.left.load(Acquire) == 0 }
//! }
//!
//! let (worker, all_done) = Work { left: 3.into() }.into_pair();
//! for _ in 0..3 {
//!     let worker = worker.clone();
//!     std::thread::spawn(move || worker.done());
//! }
//! block_on(all_done);    // `await`: the waiter itself is the future
//! ```
//!
//! ## `cold`
//!
//! The code that wakes is moved out of line, so the method stays small where it is inlined. Otherwise it
//! behaves like `#[notify]`. Use it for changes that nobody waits for as a rule. **Prevents:** waking code in
//! a hot loop that almost never wakes.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
//! struct Hits { count: AtomicU64 }
//!
//! #[waitable]
//! impl Hits {
//!     #[notify(cold, when = |count| *count == 1_000)]
//!     fn hit(&self) -> u64 { self.count.fetch_add(1, Relaxed) + 1 }
//!
//!     #[wait(many, await)]
//!     fn is_many(&self) -> bool { self.count.load(Relaxed) >= 1_000 }
//! }
//!
//! let (notifier, waiter) = Hits { count: 0.into() }.into_pair();
//! std::thread::spawn(move || (0..1_000).for_each(|_| { notifier.hit(); }));
//! futures::executor::block_on(waiter);
//! ```
//!
//! ## `guard`
//!
//! The method returns a guard through which the condition is changed. The handle's method returns a
//! [`NotifyGuard`](crate::NotifyGuard) around it, which wakes after the guard is dropped. It dereferences to
//! the guard, so `**guard` is the data. Without `guard`, a guard is a compile error. So is an error that can
//! hold a guard, as a `LockResult`'s can: unwrap it inside the method. **Prevents:** a wake that comes before
//! the change.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::{Mutex, MutexGuard};
//! struct Table { rows: Mutex<Vec<u32>> }
//!
//! #[waitable]
//! impl Table {
//!     #[notify(guard)]
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
//! A guard that is [forgotten](super::closing#forgotten-handles) wakes nobody, although the change is made.
//!
//! ## `last`
//!
//! The handle's method takes `self`: it is the last thing that this handle does. The handle's fields are
//! dropped after it, and then there is one wake. The handle's `#[on_drop]` hook does not run, unless the
//! method panics. A notifier with such a method is not `Clone`, and `waiters` cannot have one. With `when`,
//! fields that need to be dropped count as a change, whatever the closure returns. **Prevents:** a second
//! value in a oneshot, a second wake for the drop that follows, and a close that hides the value.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::{sync::Mutex, task::Poll};
//! /// Nothing yet, a value, or closed.
//! struct Oneshot<T> { value: Mutex<Poll<Option<T>>> }
//!
//! #[waitable(notifier = Sender, waiter = Receiver)]
//! impl<T> Oneshot<T> {
//!     #[notify(last)]
//!     fn send(&self, value: T) { *self.value.lock().unwrap() = Poll::Ready(Some(value)) }
//!
//!     #[wait(recv, await)]
//!     fn try_recv(&self) -> Poll<Option<T>> {
//!         let mut value = self.value.lock().unwrap();
//!         match &mut *value {
//!             Poll::Ready(value) => Poll::Ready(value.take()),
//!             Poll::Pending => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(notifier)]
//!     fn close(&self) { *self.value.lock().unwrap() = Poll::Ready(None) }
//! }
//!
//! let new = || Oneshot { value: Mutex::new(Poll::Pending) };
//! let (sender, receiver) = new().into_pair();
//! std::thread::spawn(move || sender.send("value"));
//! assert_eq!(block_on(receiver), Some("value"));
//!
//! let (sender, receiver) = new().into_pair();
//! drop(sender);
//! assert_eq!(block_on(receiver), None::<&str>);
//! ```
//!
//! ## `by` and `wakes`
//!
//! `by = Receiver`, or `by = waiter`, puts the change on that handle. `by = [Sender, Receiver]` puts it on
//! both. A change wakes all waits, those of the handle that made it, too. `wakes` says which waits are woken if
//! there are several: see [`waiters`](super::waiters#who-is-woken-wakes). **Prevents:** a change that the wrong
//! side can make.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::{Acquire, Release}};
//! # #[derive(Default)]
//! struct Ticks { count: AtomicU32, closed: AtomicBool }
//!
//! #[waitable(notifier = Timer, waiter = Watcher)]
//! impl Ticks {
//!     /// Returns whether the watcher still wants ticks.
//!     #[notify]
//!     fn tick(&self) -> bool {
//!         self.count.fetch_add(1, Release);
//!         !self.closed.load(Acquire)
//!     }
//!
//!     #[wait(reach)]
//!     fn has_reached(&self, ticks: u32) -> bool { self.count.load(Acquire) >= ticks }
//!
//!     #[notify(by = Watcher)]
//!     fn close(&self) { self.closed.store(true, Release) }
//! }
//!
//! let (timer, mut watcher) = Ticks::default().into_pair();
//! assert!(timer.tick());
//! futures::executor::block_on(watcher.reach(1));
//! watcher.close();
//! assert!(!timer.tick());
//! ```
//!
//! # Options of `#[wait]`
//!
//! ## `wakes`, and `by`
//!
//! A wait that is ready may have taken something that others wait for. So it says whom it wakes, unless it is
//! the only wait of a condition with one `waiter`: `wakes = NAME`, `wakes = one(WAIT)`, `wakes = all`, `wakes
//! = none`, or [`query`](#query). It is an error to say nothing:
//!
//! ```compile_fail
//! # use spmc_waker::waitable;
//! # use std::sync::Mutex;
//! # struct Slot { value: Mutex<Option<u32>> }
//! #[waitable(waiter = Putter, waiter = Taker)]
//! impl Slot {
//!     #[wait(put, by = Putter, wakes = Taker)]
//!     fn try_put(&self, value: u32) -> bool { self.value.lock().unwrap().replace(value).is_none() }
//!
//!     #[wait(take, by = Taker)]    // error: whom does this wake when it is ready?
//!     fn try_take(&self) -> Option<u32> { self.value.lock().unwrap().take() }
//! }
//! ```
//!
//! No default is right. To wake all others lets a task wake itself for ever: it polls two waits, and one of
//! them is always ready. To wake fewer can lose a wakeup. [More on
//! both](super::waiters#what-a-ready-wait-wakes). **Prevents:** a task that takes all of a processor for
//! nothing, and a `take` that makes room and tells nobody.
//!
//! `by = NAME` puts the wait on that handle. It is needed if there are several kinds of waiters. `by = [A, B]`
//! puts it on both: each has a wait of that name, with a future and a waker of its own, and `wakes = WAIT`
//! then means both.
//!
//! ```
//! # use futures::executor::block_on;
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::{Acquire, Release}};
//! # #[derive(Default)]
//! struct Session { closed: AtomicBool, frames: AtomicU32 }
//!
//! #[waitable(notifier = Peer, waiter = Reader, waiter = Writer)]
//! impl Session {
//!     #[notify(wakes = closed)]
//!     fn close(&self) { self.closed.store(true, Release) }
//!
//!     #[notify(wakes = frame)]
//!     fn deliver(&self) { self.frames.fetch_add(1, Release); }
//!
//!     #[wait(closed, by = [Reader, Writer], query)]
//!     fn is_closed(&self) -> bool { self.closed.load(Acquire) }
//!
//!     #[wait(frame, by = Reader, wakes = none)]
//!     fn try_frame(&self) -> bool {
//!         self.frames.fetch_update(Acquire, Acquire, |frames| frames.checked_sub(1)).is_ok()
//!     }
//! }
//!
//! let (peer, mut reader, mut writer) = Session::default().into_handles();
//! let writing = std::thread::spawn(move || block_on(writer.closed()));
//! peer.deliver();
//! block_on(reader.frame());
//! peer.close();
//! block_on(reader.closed());
//! # writing.join().unwrap();
//! ```
//!
//! ## `await`
//!
//! The waiter itself is a `Future`, by this wait, which must have no arguments. The macro adds this impl only
//! when it is asked for, so a second wait that you add later does not take it away. [`when`](#when--) has an
//! example. **Prevents:** `waiter.wait_for_it().await` on a handle that waits for one thing.
//!
//! A `&mut waiter` that is dropped in a `select!` leaves its wait registered and armed: see
//! [cancelling](super::cancelling).
//!
//! ## `stream` and `blocking`
//!
//! With the feature `stream`, the waiter is a `Stream` and a `FusedStream`, by a wait whose check returns
//! `Poll<Option<T>>`. With the feature `std`, a wait can also block a thread, by `blocking_NAME`,
//! `NAME_timeout` and `NAME_deadline`. All of them borrow the one waiter. **Prevents:** a task and a thread
//! that overwrite each other's waker.
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
//! The handle remembers that its stream has ended. The wait itself does not. A `next()` that is dropped
//! leaves its wait registered and armed: see [cancelling](super::cancelling).
//!
//! A blocking wait blocks its thread, and so it blocks an executor that runs on that thread. If a task is
//! pending in the same wait of a `waiter`, by `poll_NAME`, the blocking wait takes its place, and wakes it in
//! the end. On `waiters` that own their condition, each blocking wait has a slot of its own.
//!
//! ## `within` and `budget`
//!
//! `within` adds `NAME_within(timer, …)`, which gives up when a timer ends, and gives a `#[once]` item back.
//! `budget = N` makes the wait yield after `N` results in a row. [Timers and budgets](super::timers) has both.
//!
//! ## `sink`
//!
//! With the feature `sink`, the waiter is a `Sink`, by a wait that takes one `#[once]` item and returns
//! `Poll<Result<(), E>>`. **Prevents:** an item that is lost when there is no room for it.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::{collections::VecDeque, sync::Mutex, task::Poll};
//! use futures::{SinkExt, StreamExt, stream};
//!
//! #[derive(Debug, PartialEq)]
//! struct Closed<T>(T);
//!
//! #[derive(Default)]
//! struct Pipe { items: Mutex<VecDeque<u32>>, closed: Mutex<bool> }
//!
//! #[waitable(waiter = Writer, waiter = Reader)]
//! impl Pipe {
//!     /// Writes an item, as soon as there is room.
//!     #[wait(write, by = Writer, sink, wakes = Reader)]
//!     fn try_write(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), Closed<u32>>> {
//!         if *self.closed.lock().unwrap() {
//!             return Poll::Ready(item.take().map_or(Ok(()), |item| Err(Closed(item))));
//!         }
//!         let mut items = self.items.lock().unwrap();
//!         if items.len() == 2 {
//!             return Poll::Pending;
//!         }
//!         items.extend(item.take());
//!         Poll::Ready(Ok(()))
//!     }
//!
//!     /// Reads an item; `None` once the writer is gone and all is read.
//!     #[wait(read, by = Reader, stream, wakes = Writer)]
//!     fn try_read(&self) -> Poll<Option<u32>> {
//!         let closed = *self.closed.lock().unwrap();
//!         match self.items.lock().unwrap().pop_front() {
//!             Some(item) => Poll::Ready(Some(item)),
//!             None if closed => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(Writer, Reader)]
//!     fn close(&self) { *self.closed.lock().unwrap() = true }
//! }
//!
//! let (mut writer, reader) = Pipe::default().into_pair();
//! let writing = std::thread::spawn(move || futures::executor::block_on(async {
//!     writer.send_all(&mut stream::iter(0..100).map(Ok)).await?;
//!     writer.write(100).await    // the same, without `Sink`
//! }));
//! assert_eq!(futures::executor::block_on(reader.collect::<Vec<_>>()), Vec::from_iter(0..=100));
//! assert_eq!(writing.join().unwrap(), Ok(()));
//! ```
//!
//! A sink accepts an item before it knows that there is room. An item that the check does not take at once
//! stays in the handle until the next poll. `flush`, `close` and `send` wait until it is taken. `feed` does
//! not, so flush before you drop the handle. Flush also before you call the wait itself: it does not know of
//! that item, and would overtake it. If a `send` is given up, its item stays in the handle as well, and the
//! next poll of the sink sends it. `unsent` takes it back.
//!
//! `close` flushes, and then does what the handle's drop would do: it runs the `#[on_drop]` hook and wakes the
//! others. The drop does not run the hook again. One of `waiters` counts itself out, so the last one that is
//! closed or dropped runs the hook. A clone of a closed handle is closed, and has nothing `unsent`.
//!
//! A wait of `waiters` that is called `send` takes `&self`. So on a variable of the type `&mut Sender`, and with
//! `SinkExt` in scope, `sender.send(item)` is the method of that trait, which [leaves
//! more](super::cancelling#method-by-method) if it is given up. Give the wait another name, or write
//! `(*sender).send(item)`. The same holds for a stream with a wait `next`, and `StreamExt`.
//!
//! ## `query`
//!
//! The check takes nothing when it is ready, so it is a query. Every handle has the check, with `&self`, and
//! the end of the wait wakes nobody. **Prevents:** an `is_aborted` that is written twice, and a query that
//! wakes.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
//! struct Abort { requested: AtomicBool }
//!
//! #[waitable]
//! impl Abort {
//!     #[notify]
//!     fn abort(&self) { self.requested.store(true, Release) }
//!
//!     #[wait(aborted, query)]
//!     fn is_aborted(&self) -> bool { self.requested.load(Acquire) }
//! }
//!
//! let (notifier, mut waiter) = Abort { requested: false.into() }.into_pair();
//! assert!(!notifier.is_aborted() && !waiter.is_aborted());
//! notifier.abort();
//! futures::executor::block_on(waiter.aborted());
//! ```
//!
//! ## `future = …` and `doc = …`
//!
//! The future of `recv` on `Receiver` is called `ReceiverRecv`, unless `future = NAME` gives another name.
//! `doc = "…"` is the documentation of the wait. Without it, the wait has a line that links to the check, if
//! whoever sees the wait also sees the check.
//! **Prevents:** a name that repeats itself, a name that is taken, and documentation of the wait that
//! describes the check.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::Mutex;
//! # #[derive(Default)]
//! struct Jobs { queue: Mutex<Vec<u32>> }
//!
//! #[waitable(waiter = Worker)]
//! impl Jobs {
//!     #[notify]
//!     fn add(&self, job: u32) { self.queue.lock().unwrap().push(job) }
//!
//!     /// Takes a job, if there is one.
//!     #[wait(next_job, future = NextJob, doc = "Waits for a job, and takes it.")]
//!     fn try_next_job(&self) -> Option<u32> { self.queue.lock().unwrap().pop() }
//! }
//!
//! /// Holds a wait that is pending.
//! struct Busy<'w> { next: NextJob<'w> }
//!
//! let (notifier, mut worker) = Jobs::default().into_pair();
//! notifier.add(7);
//! let busy = Busy { next: worker.next_job() };
//! assert_eq!(futures::executor::block_on(busy.next), 7);
//! ```
//!
//! # Arguments
//!
//! | a check takes | the wait takes | each check gets |
//! |---|---|---|
//! | `value: T` | `value: T` | a clone |
//! | `name: &T` | `name: &T` | the reference |
//! | `buffer: &mut T` | `buffer: &mut T` | a reborrow |
//! | `#[once] item: &mut Option<T>` | `item: T` | the item in an `Option`, which it takes out when it is ready |
//! | `#[field] field: &mut T` | nothing | the handle's own field |
//!
//! ## `#[once]`
//!
//! The wait moves this value into the condition. The future owns it until the check takes it out of the
//! option, and drops it if the future is dropped before that. `into_item` gives the wait up and returns the
//! value, or `None` if the check has taken it: [cancelling](super::cancelling#to-keep-the-item) has an
//! example. `try_NAME` and `poll_NAME` take the option itself, so a check may find it empty, for example when it is
//! polled again after the value was taken. It must change nothing then. **Prevents:** a value that is cloned for each
//! check, or lost by a check that is not ready. [`sink`](#sink) has an example.
//!
//! ## `#[field]`
//!
//! The argument is a field of the handle: `waiter = Receiver { batch: VecDeque<T> = VecDeque::new() }`. The
//! handle's methods take `&mut self`, and pass the field to yours. With `#[field] id: &u32`, they take
//! `&self`. `#[notify]`, `#[wait]`, and a `#[query]` of one handle can have such arguments. **Prevents:** a
//! lock, or an atomic, for data that only one side touches. [`options`](super::options#fields-of-a-handle) has
//! an example.
//!
//! # Queries
//!
//! Every handle has a `#[query]` method. It must return something. It wakes nobody, so it must not make a
//! condition true. A call such as `store`, `swap` or `fetch_add`, with a memory ordering among its arguments,
//! is an error in its body. If no wait looks at that atomic, move the call into a method without a marker.
//! **Prevents:** a getter that wakes, and a change that does not.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::Mutex;
//! # #[derive(Default)]
//! struct Stack { items: Mutex<Vec<u32>> }
//!
//! #[waitable]
//! impl Stack {
//!     #[notify]
//!     fn push(&self, item: u32) { self.items.lock().unwrap().push(item) }
//!
//!     #[wait(pop)]
//!     fn try_pop(&self) -> Option<u32> { self.items.lock().unwrap().pop() }
//!
//!     #[query]
//!     fn len(&self) -> usize { self.items.lock().unwrap().len() }
//! }
//!
//! let (notifier, waiter) = Stack::default().into_pair();
//! notifier.push(1);
//! assert_eq!((notifier.len(), waiter.len()), (1, 1));
//! ```
//!
//! ## `by` and `guard`
//!
//! `by = NAME` gives the query to that handle alone, `by = [A, B]` to both. It may take `#[field]` arguments then.
//! `guard` lets it return a guard. This is a promise of yours that nothing is changed through it, as with a
//! `RwLockReadGuard`: nobody is woken when it is dropped. Use [`#[notify(guard)]`](#guard) for a guard that
//! changes something. **Prevents:** a value that is cloned for each look, and a guard that changes the
//! condition and wakes nobody.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::{RwLock, RwLockReadGuard};
//! # #[derive(Default)]
//! struct Settings { latest: RwLock<(u64, String)> }
//!
//! #[waitable(notifier = Editor, waiters = Reader { seen: u64 = 0 })]
//! impl Settings {
//!     #[notify]
//!     fn set(&self, text: &str) {
//!         let mut latest = self.latest.write().unwrap();
//!         *latest = (latest.0 + 1, text.into());
//!     }
//!
//!     #[wait(changed, wakes = none)]
//!     fn has_changed(&self, #[field] seen: &mut u64) -> bool {
//!         let version = self.latest.read().unwrap().0;
//!         std::mem::replace(seen, version) != version
//!     }
//!
//!     #[query(guard, by = Reader)]
//!     fn read(&self) -> RwLockReadGuard<'_, (u64, String)> { self.latest.read().unwrap() }
//!
//!     #[query(by = Reader)]
//!     fn is_latest(&self, #[field] seen: &u64) -> bool { self.latest.read().unwrap().0 == *seen }
//! }
//!
//! let (editor, mut reader) = Settings::default().into_pair();
//! editor.set("dark");
//! assert!(!reader.is_latest());
//! futures::executor::block_on(reader.changed());
//! assert!(reader.is_latest());
//! assert_eq!(reader.read().1, "dark");
//! ```
//!
//! # Hooks
//!
//! ## `#[on_drop(NAME)]`
//!
//! The method runs when that handle is dropped. For notifiers, and for `waiters`, it runs when the last one is
//! dropped. `NAME` is `notifier`, `waiter`, `waiters` or the name of a handle, and there may be several:
//! `#[on_drop(Sender, Receiver)]`. The waits of the others are woken after it: all of them, or the ones that
//! its `wakes` names. **Prevents:** a wait for something that nobody can send any more, and work for a receiver
//! that is gone. [`closing`](super::closing) has examples.
//!
//! ## `#[arm(WAIT)]` and `#[disarm(WAIT)]`
//!
//! `#[arm]` switches on what will notify, such as an interrupt. It runs after the task is registered and
//! before the check that follows. It takes nothing, or the arguments of the check. `#[disarm]` switches it
//! off when that wait is over, or when the future of `WAIT(…)` is dropped. They are for a wait of a `waiter`: many
//! tasks would switch it off for each other. **Prevents:** an interrupt that
//! fires while nobody is registered, an event that came before the interrupt was enabled, and an interrupt
//! that stays enabled after its wait was cancelled. [`embedded`](super::embedded#arming) has an example.
//!
//! # No marker
//!
//! The method stays a plain method of the struct, and no handle has it. Use it for constructors, for helpers,
//! and for whatever runs before `into_pair`.
