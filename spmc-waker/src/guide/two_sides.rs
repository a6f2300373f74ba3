//! Conditions for which both sides wait.
//!
//! In a queue of bounded length, one side waits for items, and the other for room. `by = notifier`
//! moves a wait to the notifier, which then is a waiting side with a waker of its own:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, thread};
//!
//! struct Bounded<T> { items: Mutex<VecDeque<T>>, length: usize }
//!
//! #[waitable(notifier = Producer, waiter = Consumer)]
//! impl<T> Bounded<T> {
//!     #[wait(push, by = notifier)]
//!     fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
//!         let mut items = self.items.lock().unwrap();
//!         let has_room = items.len() < self.length;
//!         if has_room {
//!             items.extend(item.take());    // only when it reports ready
//!         }
//!         has_room
//!     }
//!
//!     #[wait(pop)]
//!     fn try_pop(&self) -> Option<T> { self.items.lock().unwrap().pop_front() }
//! }
//!
//! let (mut producer, mut consumer) = Bounded { items: Mutex::default(), length: 2 }.into_pair();
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
//! There is no `#[notify]` here. Every wait, poll and check that is ready on one side wakes the other
//! side, since it may have changed what that waits for. **Prevents:** a `pop` that frees a place and
//! forgets to wake the producer. What is marked `shared` takes nothing, and wakes nobody:
//! `#[wait(room, shared, by = notifier)] fn has_room`, for a sink that is asked before each item.
//!
//! | | one side waits | both do |
//! |---|---|---|
//! | notifier | any number of clones | one, not `Clone`; its waits take `&mut self` |
//! | `#[notify]` | on the notifier, wakes the waiter | the same |
//! | `#[notify(by = waiter)]` | on the waiter, wakes nobody | on the waiter, wakes the notifier |
//! | a ready check | wakes nobody | wakes the other side, unless it is `shared` |
//! | a drop | the last notifier's wakes the waiter, after its `#[on_drop]` hook, if it has one | wakes the other side, after the hook |
//! | waits that lend from the condition | yes | no: the other side would be woken before what is lent comes back |
//!
//! The other side is woken before a wait returns. Should that side's waker panic, what was taken goes
//! with it.
//!
//! A check that is **not** ready wakes nobody, so it must not have changed anything. A `push_many` that
//! fills the queue and then waits for more room, in one check, waits for a consumer that was never
//! told of the items. Let it return how many it has pushed, and call it again for the rest, as
//! `spsc` in the repository's examples does.
//!
//! A bounded channel with *many* senders that wait is not one of these conditions: it has more than
//! one waiting task on a side. Give the senders a `try_send`, or each a condition of its own.
