//! Several tasks that wait for one condition.
//!
//! | who waits | write | the handles |
//! |---|---|---|
//! | one task in each role: the two ends of a ring, the reader and the writer of a UART | `waiter = Reader, waiter = Writer` | one of each name. Each is not `Clone`, and its waits borrow it mutably |
//! | any number of tasks in one role: senders that wait for room, receivers of a watch, permits of a semaphore | `waiters = Sender` | any number. They are `Clone`, and their waits take `&self` |
//!
//! A condition can have several of both. With each kind, one task or thousands, nobody writes `unsafe`, and a
//! change wakes the right tasks.
//!
//! # One task in each role: `waiter`
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, thread};
//!
//! struct Bounded<T> { items: Mutex<VecDeque<T>>, capacity: usize }
//!
//! #[waitable(waiter = Producer, waiter = Consumer)]
//! impl<T> Bounded<T> {
//!     #[wait(push, by = Producer, wakes = Consumer)]
//!     fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
//!         let mut items = self.items.lock().unwrap();
//!         let has_room = items.len() < self.capacity;
//!         if has_room {
//!             items.extend(item.take());    // only when it reports ready
//!         }
//!         has_room
//!     }
//!
//!     #[wait(pop, by = Consumer, wakes = Producer)]
//!     fn try_pop(&self) -> Option<T> { self.items.lock().unwrap().pop_front() }
//! }
//!
//! let (mut producer, mut consumer) = Bounded { items: Mutex::default(), capacity: 2 }.into_pair();
//! thread::spawn(move || futures::executor::block_on(async {
//!     for item in 0..100 {
//!         producer.push(item).await;
//!     }
//! }));
//! futures::executor::block_on(async {
//!     for item in 0..100 {
//!         assert_eq!(consumer.pop().await, item);
//!     }
//! });
//! ```
//!
//! There is no `#[notify]` here. Each wait changes what the other side waits for, and says so by `wakes`.
//! **Prevents:** a `pop` that makes room and forgets to wake the producer.
//!
//! # Any number of tasks in one role: `waiters`
//!
//! Any number of tasks wait for the end of a program. Each has a clone of the token, or they share one:
//!
//! ```
//! use futures::{executor::block_on, future::join3};
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
//!
//! #[derive(Default)]
//! struct Shutdown { triggered: AtomicBool }
//!
//! #[waitable(notifier = Trigger, waiters = Token)]
//! impl Shutdown {
//!     #[notify]
//!     fn trigger(&self) { self.triggered.store(true, Release) }
//!
//!     #[wait(triggered, query)]
//!     fn is_triggered(&self) -> bool { self.triggered.load(Acquire) }
//! }
//!
//! let (trigger, token) = Shutdown::default().into_pair();
//! let another = token.clone();
//! std::thread::spawn(move || trigger.trigger());
//! block_on(join3(token.triggered(), token.triggered(), another.triggered()));    // three waits, two handles
//! ```
//!
//! And here is a bounded channel with many senders that wait for room. A `recv` makes room for one, so it wakes
//! one sender:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, task::Poll, thread};
//!
//! #[derive(Default)]
//! struct State<T> { items: VecDeque<T>, closed: bool }
//!
//! struct Chan<T> { state: Mutex<State<T>>, capacity: usize }
//!
//! #[waitable(waiters = Sender, waiter = Receiver)]
//! impl<T> Chan<T> {
//!     /// Sends a value, if there is room. The error returns the value if the receiver is gone.
//!     #[wait(send, by = Sender, wakes = Receiver)]
//!     fn try_send(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> {
//!         let state = &mut *self.state.lock().unwrap();
//!         if state.closed {
//!             return Poll::Ready(item.take().map_or(Ok(()), Err));
//!         }
//!         if state.items.len() == self.capacity {
//!             return Poll::Pending;
//!         }
//!         state.items.extend(item.take());
//!         Poll::Ready(Ok(()))
//!     }
//!
//!     /// `None` once all senders are gone and the channel is empty.
//!     #[wait(recv, by = Receiver, wakes = one(send))]
//!     fn try_recv(&self) -> Poll<Option<T>> {
//!         let state = &mut *self.state.lock().unwrap();
//!         match state.items.pop_front() {
//!             Some(item) => Poll::Ready(Some(item)),
//!             None if state.closed => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     /// The last sender, or the receiver, is dropped.
//!     #[on_drop(Sender, Receiver)]
//!     fn close(&self) { self.state.lock().unwrap().closed = true }
//! }
//!
//! let state = State { items: VecDeque::new(), closed: false };
//! let (sender, mut receiver) = Chan { state: Mutex::new(state), capacity: 1 }.into_pair();
//! for id in 0..4 {
//!     let sender = sender.clone();
//!     thread::spawn(move || futures::executor::block_on(async {
//!         for _ in 0..10 {
//!             sender.send(id).await.unwrap();
//!         }
//!     }));
//! }
//! drop(sender);
//! let mut received = [0; 4];
//! futures::executor::block_on(async {
//!     while let Some(id) = receiver.recv().await {
//!         received[id] += 1;
//!     }
//! });
//! assert_eq!(received, [10; 4]);
//! ```
//!
//! **Prevents:** a `Mutex<Vec<Waker>>` beside the condition, and the wakers of finished tasks in it.
//!
//! # Which handles there are
//!
//! | the attribute names | notifier | made by |
//! |---|---|---|
//! | no `waiter` and no `waiters`: the waiter is called `<Struct>Waiter` | one; `<Struct>Notifier` unless it is named | `into_pair` |
//! | one `waiter`, or one kind of `waiters` | the same | `into_pair` |
//! | one of these, and `notifier = none` | none | `into_handle` |
//! | several of these | one if it is named | `into_pair` with two handles, `into_handles` with more |
//!
//! They return one of each handle: the notifier first, then the others in the order of the attribute. Clone
//! notifiers and `waiters` for more. With `storage = borrowed`, each handle is made separately: a notifier by
//! `new`, the others by `claim`.
//!
//! # Whose method it is: `by`
//!
//! | marker | without `by` | with `by` |
//! |---|---|---|
//! | `#[notify]` | the notifier has it | that handle has it: `by = Receiver`, `by = waiter`. Several handles can have it: `by = [Sender, Receiver]` |
//! | `#[wait]` | the only kind of waiters has it | these handles have it. Each gets a wait and a future of its own. `by` is needed if there are several kinds |
//! | `#[arm]`, `#[disarm]` | the name of the wait says whose it is | `by` is needed if two handles have a wait of that name: `#[arm(ready, by = Reader)]` |
//! | `#[query]` | every handle has it | these handles have it |
//! | `#[wait(NAME, query)]` | every handle has the query, and the only kind of waiters can wait by it | every handle has the query, and these can wait by it |
//!
//! `notifier` means the notifier, whatever its name. `waiter` and `waiters` mean the only handle of that kind.
//!
//! # Who is woken: `wakes`
//!
//! Each wait has a waker of its own, and a change wakes *waits*:
//!
//! | what happens | which waits are woken |
//! |---|---|
//! | a `#[notify]` method returns or panics | all, those of the same handle, too |
//! | a wait, a poll or a check is ready | the ones that its `wakes` names |
//! | a `waiter` is dropped, or the last notifier, or the last of `waiters`, and has a hook, or fields that need to be dropped | all, after the fields are dropped and the hook has run |
//! | a check is not ready, a query returns, or a wait that is marked `query` ends | none |
//!
//! `wakes` is an option of `#[notify]`, `#[wait]` and `#[on_drop]`:
//!
//! | written | wakes |
//! |---|---|
//! | `wakes = Reader` | all waits of a handle; of `waiters`, those of all handles of this kind |
//! | `wakes = recv` | this wait, of all handles that have it |
//! | `wakes = one(send)` | at least one of the tasks that wait by it: [below](#one-of-many-one) |
//! | `wakes = [closed, one(send)]` | each of these |
//! | `wakes = all`, `wakes = none` | all waits, or none |
//!
//! **Prevents:** a reader that is polled for each byte that was written.
//!
//! ```
//! use spmc_waker::{Waitable, waitable};
//! use std::sync::atomic::{AtomicU16, Ordering::{AcqRel, Acquire, Release}};
//!
//! /// A word with this bit holds a byte.
//! const FULL: u16 = 0x100;
//!
//! struct Uart { received: AtomicU16, to_send: AtomicU16 }
//!
//! #[waitable(notifier = Interrupt, waiter = Rx, waiter = Tx, storage = borrowed)]
//! impl Uart {
//!     const fn new() -> Self {
//!         Self { received: AtomicU16::new(0), to_send: AtomicU16::new(0) }
//!     }
//!
//!     #[notify(wakes = Rx)]
//!     fn on_received(&self, byte: u8) { self.received.store(FULL | u16::from(byte), Release) }
//!
//!     #[notify(wakes = Tx)]
//!     fn on_sent(&self) -> u8 { self.to_send.swap(0, AcqRel) as u8 }
//!
//!     #[wait(read, by = Rx, wakes = none)]
//!     fn try_read(&self) -> Option<u8> {
//!         let word = self.received.swap(0, AcqRel);
//!         (word & FULL != 0).then_some(word as u8)
//!     }
//!
//!     #[wait(write, by = Tx, wakes = none)]
//!     fn try_write(&self, byte: u8) -> bool {
//!         self.to_send.compare_exchange(0, FULL | u16::from(byte), AcqRel, Acquire).is_ok()
//!     }
//! }
//!
//! static UART: Waitable<Uart> = Waitable::new(Uart::new());
//!
//! let mut rx = Rx::claim(&UART).expect("nobody else reads");
//! let mut tx = Tx::claim(&UART).expect("nobody else writes");
//! let looped_back = std::thread::spawn(|| {
//!     let interrupt = Interrupt::new(&UART);
//!     interrupt.on_received(b'a');
//! });
//! futures::executor::block_on(async {
//!     tx.write(b'x').await;
//!     assert_eq!(rx.read().await, b'a');
//! });
//! # looped_back.join().unwrap();
//! # assert_eq!(Interrupt::new(&UART).on_sent(), b'x');
//! ```
//!
//! `wakes` is a promise of yours: if it leaves out a wait that waits for that change, the wakeup is lost. A wait
//! that nothing would ever wake is a compile error.
//!
//! ## What a ready wait wakes
//!
//! If a condition has one wait, of one `waiter`, a ready wait has nobody to wake. In every other condition, it
//! has to say whom it wakes, since it may have taken something, or made room for something:
//!
//! | the check, when it is ready, | write |
//! |---|---|
//! | takes nothing | `query` |
//! | may make these waits ready | `wakes = NAME`, `wakes = [A, B]` |
//! | makes one task's wait ready | `wakes = one(WAIT)` |
//! | makes no other wait ready | `wakes = none` |
//! | may make every other wait ready | `wakes = all` |
//!
//! It is an error to say nothing, because no default is right, for two reasons:
//!
//! * **To wake all others can spin.** A task polls two waits of one condition in one future, and one of them is
//!   always ready. Each ready poll would wake the other wait, whose task is the same. The executor polls it again
//!   at once, for ever, and the program looks busy.
//! * **To wake fewer can lose a wakeup.** A `pop` makes room, and a task waits for room. If the `pop` does not
//!   wake it, nothing else may come that does.
//!
//! A wait that is ready is over before it wakes. So a `waiter`'s wait does not wake itself, whatever is written.
//! For `waiters`, `wakes = take` in `#[wait(take)]` means the other tasks that wait by `take`, those of the same
//! handle, too.
//!
//! # One of many: `one`
//!
//! `wakes = one(take)` wakes at least one of the tasks that wait by `take`, if there is one. Use it for a change
//! that one task can use. **Prevents:** a thousand tasks that are polled for one permit.
//!
//! ```
//! use futures::executor::block_on;
//! use spmc_waker::waitable;
//! use std::{sync::atomic::{AtomicUsize, Ordering::{Acquire, Relaxed, Release}}, thread};
//!
//! struct Semaphore { free: AtomicUsize }
//!
//! #[waitable(waiters = Permits, notifier = none)]
//! impl Semaphore {
//!     #[notify(by = Permits, wakes = one(take))]
//!     fn release(&self) { self.free.fetch_add(1, Release); }
//!
//!     /// Several permits may serve several tasks, so this wakes all.
//!     #[notify(by = Permits, wakes = take)]
//!     fn release_many(&self, permits: usize) { self.free.fetch_add(permits, Release); }
//!
//!     #[wait(take, wakes = none)]
//!     fn try_take(&self) -> bool {
//!         self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok()
//!     }
//! }
//!
//! let permits = Semaphore { free: 2.into() }.into_handle();
//! let workers: Vec<_> = (0..8).map(|_| permits.clone()).map(|permits| thread::spawn(move || {
//!     block_on(permits.take());
//!     // Two workers at a time are here.
//!     permits.release();
//! })).collect();
//! workers.into_iter().for_each(|worker| worker.join().unwrap());
//! assert!(permits.try_take() && permits.try_take() && !permits.try_take());
//! ```
//!
//! The rules are:
//!
//! * **Every task that waits by that wait can use the change.** So its checks take no arguments that tell one task
//!   from another: only `#[once]`, `&mut` and `#[field]` ones. `acquire(n)`, which waits for `n` permits, needs
//!   `wakes = acquire`: all are woken, and each looks whether there are enough for it. (A task that wants many
//!   permits can starve then, while others keep taking few. If that must not happen, queue the requests in the
//!   condition.) The macro cannot see fields that make waits differ, such as the version that each receiver of a
//!   watch has seen. `one` is not for these.
//! * **The change serves one task.** What makes room for several says `wakes = WAIT`.
//! * **A hook wakes all.** `one` is an error in `#[on_drop]`. If a method panics, all tasks of the wait are woken.
//! * **There is no order** among the tasks. The one that waits longest need not be the next.
//! * **Of each kind of handles, one.** If `take` is a wait of two kinds (`by = [Reader, Writer]`), `one(take)` wakes one
//!   task of each, and a wake that is passed on stays with its kind.
//!
//! ## A wake that is not used is passed on
//!
//! A wake of one is spent when the chosen task checks. If that task does not check any more, another one is woken
//! in its place:
//!
//! | the chosen task | then |
//! |---|---|
//! | is polled, and its check is ready, or not | the wake is spent: it has looked after the change |
//! | found its check ready just before the wake came | the wake is passed on |
//! | drops its future, or its handle, without polling it | the wake is passed on |
//! | was in a blocking wait whose time is over | it checks a last time, and the wake is spent |
//!
//! ## What keeps a wake
//!
//! A wake goes to a registration. If nobody polls that task's wait again, and nobody gives it up, the wake is
//! stuck there, and another task may sleep although it could go on:
//!
//! | a registration that nobody polls | until |
//! |---|---|
//! | a `poll_NAME` that is not repeated, a `Stream` or a `Sink` that was polled and is put aside, a `&mut handle` that was polled as a future | the next poll of the wait by that handle, `unregister`, or the drop of the handle |
//! | a future that is held and not polled, such as the loser of a `select` that is kept | it is polled, or dropped |
//! | a future that is passed to `mem::forget` | the next poll by a method of that handle that takes `&mut self`, `unregister`, or the drop of the handle. If another future of the handle was pending at the same time, until the condition is dropped. A wake that it has got before is lost |
//!
//! So drop a future that you will not poll again, and call `unregister` after polls by hand.
//!
//! A `wakes` without `one` is not kept by anybody: it wakes all.
//!
//! # A handle from any other: `of`
//!
//! `Name::of(&handle, …)` makes one more of `waiters` from any handle of the same condition. The fields without a
//! value are its arguments. A sender can so make the receivers of a watch, also when there is none:
//!
//! ```
//! use futures::executor::block_on;
//! use spmc_waker::waitable;
//! use std::sync::{RwLock, RwLockReadGuard, atomic::{AtomicU64, Ordering::{Acquire, Release}}};
//!
//! struct Watch<T> { value: RwLock<T>, version: AtomicU64 }
//!
//! #[waitable(notifier = Sender, waiters = Receiver { seen: u64 })]
//! impl<T> Watch<T> {
//!     #[notify]
//!     fn send(&self, value: T) {
//!         let mut latest = self.value.write().unwrap();
//!         *latest = value;
//!         self.version.fetch_add(1, Release);
//!     }
//!
//!     /// Each receiver knows what it has seen. It takes nothing from the others.
//!     #[wait(changed, wakes = none)]
//!     fn has_changed(&self, #[field] seen: &mut u64) -> bool {
//!         let version = self.version.load(Acquire);
//!         std::mem::replace(seen, version) != version
//!     }
//!
//!     /// A guard that is only read through.
//!     #[query(guard)]
//!     fn borrow(&self) -> RwLockReadGuard<'_, T> { self.value.read().unwrap() }
//!
//!     #[query]
//!     fn version(&self) -> u64 { self.version.load(Acquire) }
//! }
//!
//! impl<T> Sender<T> {
//!     fn subscribe(&self) -> Receiver<T> { Receiver::of(self, self.version()) }
//! }
//!
//! let watch = Watch { value: RwLock::new("first"), version: AtomicU64::new(0) };
//! let (sender, mut receiver) = watch.into_pair(0);
//! let mut another = sender.subscribe();
//! let third = another.clone();    // with the version that `another` has seen
//! sender.send("second");
//! block_on(receiver.changed());
//! block_on(another.changed());
//! assert_eq!(*third.borrow(), "second");
//! drop((receiver, another, third));
//! assert!(!sender.subscribe().has_changed());
//! ```
//!
//! A `#[field] seen: &mut u64` makes the waits of a handle take `&mut self`, so such a handle has one wait pending
//! at a time. Each task clones the handle. With `#[field] id: &u64`, the waits take `&self`.
//!
//! The count of `waiters` may come back from zero. An `#[on_drop]` hook of theirs runs each time that it gets
//! there.
//!
//! A function that takes any handle of a condition says so by [`HandleOf`]:
//! `fn follow<T>(handle: &impl HandleOf<Watch<T>>)`.
//!
#![cfg_attr(feature = "alloc", doc = "[`HandleOf`]: crate::HandleOf")]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "[`HandleOf`]: macro@crate::waitable#what-else-the-handles-have"
)]
//!
//! # Without an allocator: `waiters = Name[N]`
//!
//! With `storage = borrowed`, there are at most `N` handles at a time, each with a slot for each of its waits.
//! `claim` returns `None` while there are `N`. The handles are not `Clone`, and their waits take `&mut self`:
//!
//! ```
//! use futures::{executor::block_on, future::join};
//! use spmc_waker::{Waitable, waitable};
//! use std::sync::atomic::{AtomicU32, Ordering::{AcqRel, Acquire, Release}};
//!
//! const READERS: usize = 2;
//!
//! struct Frames { waiting: AtomicU32 }
//!
//! #[waitable(notifier = Dma, waiters = Reader[READERS], storage = borrowed)]
//! impl Frames {
//!     #[notify(wakes = one(frame))]
//!     fn on_frame(&self) { self.waiting.fetch_add(1, Release); }
//!
//!     #[wait(frame, wakes = none)]
//!     fn try_frame(&self) -> bool {
//!         self.waiting.fetch_update(AcqRel, Acquire, |frames| frames.checked_sub(1)).is_ok()
//!     }
//! }
//!
//! static FRAMES: Waitable<Frames> = Waitable::new(Frames { waiting: AtomicU32::new(0) });
//!
//! let mut a = Reader::claim(&FRAMES).expect("two read");
//! let mut b = Reader::claim(&FRAMES).expect("two read");
//! assert!(Reader::claim(&FRAMES).is_none());
//! std::thread::spawn(|| (0..2).for_each(|_| Dma::new(&FRAMES).on_frame()));
//! block_on(join(a.frame(), b.frame()));
//! drop(a);
//! assert!(Reader::claim(&FRAMES).is_some());
//! ```
//!
//! All slots are in one word of bits: those of lone waits, and `N` for each wait of `waiters`. There are at most
//! `usize::BITS` of them, and more are a compile error that names the numbers. If two kinds of `waiters` have
//! different numbers, the larger one counts for both. An `#[on_drop]` hook of borrowed `waiters` is an error, as
//! that of a borrowed notifier is: they come and go, and none is known to be the last.
//!
//! # What it costs
//!
//! If each wake of a condition names one wait of a `waiter`, as in `Bounded` and `Uart` above, the condition stores a
//! waker for each wait, and nothing else. In every other condition, wakes find the registered tasks by words of bits:
//! [how](super::design#the-set). Locked instructions on x86-64, as `.ci/hot-paths` counts them:
//!
//! | | `sync = false` | `sync = true` |
//! |---|---|---|
//! | change, nobody waits, however many waits and handles there are | 0 | 1 |
//! | change that wakes one of four tasks (`one`) | 2 | 2 |
//! | change that wakes four tasks, one kind of `waiters` | 6 | 6 |
//! | pending poll of `waiters`, nobody else waits | 2 | 2 |
//! | the same, another task waits | 1 | 1 |
//! | pending poll that is registered already | 0 | 0 |
//! | future of `waiters`: registered, woken, and over | 6 | 6 |
//! | the same for a second future of one handle at the same time | 7 | 7 |
//! | pending poll with `waiters = Name[N]` | 2 | 2 |
//!
//! * A clone of a handle costs one read-modify-write, and its fields' clones. So does the drop of one that has
//!   never waited.
//! * A wait that is ready at once takes no slot.
//! * Each handle keeps one slot for each of its waits, and with it that task's waker, until it is dropped or
//!   `unregister` is called. With `cached = false`, it keeps no waker. Further futures of the same handle take
//!   slots of the set, and keep nothing.
//! * The set grows by segments while more tasks wait at the same time than ever before, and is freed with the
//!   condition. A wait allocates nothing else.
//!
//! # What to know
//!
//! * The others are woken before a wait returns. If one of their wakers panics, what the check has taken is
//!   dropped.
//! * A check that is **not** ready wakes nobody, so it must not have changed anything. Suppose that a
//!   `push_many` fills the queue and then waits for more room, all in one check. The consumer is never woken
//!   for those items, and both wait forever. Let `push_many` return how many it has pushed, and call it again
//!   for the rest, as `spsc` in the repository's examples does.
//! * A check that takes from a batch in its own handle changes nothing for the others, and wakes them all the
//!   same. If that matters, look into the batch before you wait. Or use `wakes = none`, and wake in a
//!   `#[notify(by = …)]` method.
//! * What a wait returns can borrow from the condition only if there is one `waiter`, and no `waiters`: other
//!   tasks would be woken before the borrow ends. Return an owned value.
//! * A condition has at most 64 waits, and 32 on 32-bit targets. The number of tasks has no such limit.
//! * A wait of `waiters` cannot be armed: `#[arm]` and `#[disarm]` are for a wait of one task.
