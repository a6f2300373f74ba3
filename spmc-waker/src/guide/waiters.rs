//! Several tasks that wait for one condition, each with a handle of its own.
//!
//! In a queue of bounded length, one task waits for items, and another one waits for room. In a full-duplex
//! UART, one task reads, and another one writes. Each of them has a *waiter*: a handle with a name, a waker
//! and, if you like, data of its own.
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
//! There is no `#[notify]` here. A wait that is ready wakes the other waiter, since it may have changed what
//! the other one waits for. **Prevents:** a `pop` that makes room and forgets to wake the producer.
//!
//! # Which handles there are
//!
//! | the attribute names | notifier | waiters | made by |
//! |---|---|---|---|
//! | no waiter, or one | one, which can be cloned; `<Struct>Notifier` unless it is named | one; `<Struct>Waiter` unless it is named | `into_pair` |
//! | two waiters | none | two | `into_pair` |
//! | a notifier and several waiters | one, which can be cloned | as many as are named | `into_handles` |
//! | three waiters or more | none | as many as are named | `into_handles` |
//!
//! `into_pair` and `into_handles` return a tuple: the notifier first, then the waiters in the order of the
//! attribute. With `storage = borrowed`, each handle is made separately: a notifier by `new`, a waiter by
//! `claim`.
//!
//! # Whose method it is: `by`
//!
//! | marker | without `by` | with `by` |
//! |---|---|---|
//! | `#[notify]` | the notifier has it | that handle has it: `by = Receiver`, `by = waiter`. Several handles can have it: `by = [Sender, Receiver]` |
//! | `#[wait]` | the only waiter has it | that waiter has it. `by` is needed if there are several waiters |
//! | `#[arm]`, `#[disarm]` | the name of the wait says whose it is | `by` is needed if two waiters have a wait of that name: `#[arm(ready, by = Reader)]` |
//! | `#[query]`, `#[wait(NAME, query)]` | every handle has the query. Only the waiter of the wait can wait by it | |
//!
//! `notifier` means the notifier, whatever its name, and `waiter` means the only waiter.
//!
//! # Who is woken: `wakes`
//!
//! | what happens | who is woken |
//! |---|---|
//! | a `#[notify]` method returns or panics | all waiters but the one that called it |
//! | a wait, a poll or a check is ready | all waiters but the one that waited |
//! | a waiter, or the last notifier, is dropped, and has a hook, or fields that need to be dropped | all other waiters, after the fields are dropped and the hook has run |
//! | a check is not ready, a query returns, or a wait that is marked `query` ends | nobody |
//!
//! So a handle's own change does not wake its own waits. A task that has polled a wait, and then changes the
//! condition through the same handle, polls the wait again.
//!
//! `wakes = NAME`, `wakes = [A, B]` and `wakes = none` wake only those. They are options of `#[notify]`,
//! `#[wait]` and `#[on_drop]`. **Prevents:** a reader that is polled for each byte that was written.
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
//! `wakes` is a promise of yours: if it leaves out a waiter that waits for that change, the wakeup is lost. A
//! waiter that nothing would ever wake is a compile error.
//!
//! # What to know
//!
//! * The other waiters are woken before a wait returns. If one of their wakers panics, what the check has
//!   taken is dropped.
//! * A check that is **not** ready wakes nobody, so it must not have changed anything. Suppose that a
//!   `push_many` fills the queue and then waits for more room, all in one check. The consumer is never woken
//!   for those items, and both wait forever. Let `push_many` return how many it has pushed, and call it again
//!   for the rest, as `spsc` in the repository's examples does.
//! * A check that takes from a batch in its own handle changes nothing for the others, and wakes them all the
//!   same. If that matters, look into the batch before you wait. Or use `wakes = none`, and wake in a
//!   `#[notify(by = …)]` method.
//! * If there are other waiters, what a wait returns cannot borrow from the condition: they would be woken
//!   before the borrow ends. Return an owned value.
//! * A condition has at most 32 waiters.
//! * A bounded channel with *many* senders that wait cannot be written like this, since any number of tasks
//!   waits in one role. Give the senders a `try_send`, or give each of them a condition of its own.
