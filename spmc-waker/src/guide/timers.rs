//! Timers and budgets: a wait that gives up, and a wait that lets other tasks run.
//!
//! Both are options of `#[wait]`, and neither depends on a runtime: a timer is any future. A wait without these options
//! has no code for them.
//!
//! # A wait that gives up: `within`
//!
//! `#[wait(NAME, within)]` adds `NAME_within(timer, …)`, which ends when the wait or the timer is ready. If both are, the
//! wait wins. If the timer ends it, the result is an error, [`TimedOut`](crate::TimedOut), which contains the `#[once]`
//! item if the wait has one. **Prevents:** an item that is lost when a `timeout(…)` around the wait drops the future.
//!
//! ```
//! use spmc_waker::{TimedOut, waitable};
//! use std::{collections::VecDeque, future::{pending, ready}, sync::Mutex};
//!
//! #[derive(Default)]
//! pub struct Mailbox { letters: Mutex<VecDeque<String>> }
//!
//! #[waitable(waiters = Sender, waiter = Receiver)]
//! impl Mailbox {
//!     /// Sends a letter, once there is room.
//!     #[wait(send, by = Sender, within, wakes = Receiver)]
//!     pub fn try_send(&self, #[once] letter: &mut Option<String>) -> bool {
//!         let mut letters = self.letters.lock().unwrap();
//!         let has_room = letters.len() < 1;
//!         if has_room {
//!             letters.extend(letter.take());
//!         }
//!         has_room
//!     }
//!
//!     #[wait(receive, by = Receiver, within, wakes = one(send))]
//!     pub fn try_receive(&self) -> Option<String> { self.letters.lock().unwrap().pop_front() }
//! }
//!
//! let (sender, mut receiver) = Mailbox::default().into_pair();
//! # futures::executor::block_on(async {
//! // On tokio: `sender.send_within(tokio::time::sleep(limit), letter)`. Here a timer ends at once, or never.
//! assert_eq!(sender.send_within(ready(()), "first".to_owned()).await, Ok(()));
//! match sender.send_within(ready(()), "second".to_owned()).await {
//!     Ok(()) => unreachable!("there is no room"),
//!     Err(TimedOut(letter)) => assert_eq!(letter, "second"),
//! }
//! assert_eq!(receiver.receive_within(pending::<()>()).await.as_deref(), Ok("first"));
//! assert_eq!(receiver.receive_within(ready(())).await, Err(TimedOut(())));
//! # });
//! ```
//!
//! * The runtime decides when its timer starts. tokio's counts from the call of `sleep`, not from the first poll.
//! * Any future will do. If you pass one that is ready at a shutdown, the shutdown ends the wait.
//! * To use one timer for several waits, pin it, and pass `&mut timer` to each.
//! * A wait that is timed out leaves what a [dropped future](super::cancelling) leaves. A wake by `one` that it has not
//!   used is passed on, and an armed wait is disarmed.
//! * A thread has time limits by [`blocking`](super::markers#stream-and-blocking).
//!
//! # A wait that lets others run: `budget`
//!
//! A wait that is ready at once does not yield. A task that loops over such waits keeps its thread, and no other task of
//! that thread runs. `#[wait(NAME, budget = N)]` makes the wait yield after `N` results in a row: the next poll wakes
//! its own task, and is pending. **Prevents:** one busy channel that starves the rest of the program.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, task::Poll};
//! use futures::{StreamExt, executor::block_on, future::{ready, select}, stream};
//!
//! #[derive(Default)]
//! pub struct Queue { numbers: Mutex<VecDeque<u32>> }
//!
//! #[waitable(notifier = Producer, waiter = Consumer)]
//! impl Queue {
//!     #[notify]
//!     pub fn push(&self, number: u32) { self.numbers.lock().unwrap().push_back(number) }
//!
//!     /// The next number. After 32 in a row, other tasks get a turn.
//!     #[wait(pop, stream, budget = 32)]
//!     pub fn try_pop(&self) -> Poll<Option<u32>> {
//!         self.numbers.lock().unwrap().pop_front().map_or(Poll::Pending, |number| Poll::Ready(Some(number)))
//!     }
//! }
//!
//! let (producer, mut consumer) = Queue::default().into_pair();
//! (0..100).for_each(|number| producer.push(number));
//! # block_on(async {
//! // The other stream of this task is always ready. It gets its turn.
//! let others = stream::repeat(u32::MAX);
//! let mut both = stream::select_with_strategy(&mut consumer, others, |_: &mut ()| stream::PollNext::Left);
//! for number in 0..32 {
//!     assert_eq!(both.next().await, Some(number));
//! }
//! assert_eq!(both.next().await, Some(u32::MAX));
//! assert_eq!(both.next().await, Some(32));
//! # });
//! ```
//!
//! * Each wait of each handle counts its own results. A pending poll resets the count.
//! * The budget applies to futures of the wait, `poll_NAME`, `Future`, `Stream` and `Sink`. It does not apply to the
//!   check itself, or to methods that block a thread.
//! * It applies to `NAME_within`, too. When that yields, it polls neither the wait nor the timer, so a wait that is ready
//!   is not late. A wait that has timed out counts as a result.
//! * With the feature `tokio`, such a wait also takes from the budget that tokio gives each task, and yields when either
//!   is spent. Outside of a tokio task, only `N` counts. For a wait without `budget`, there is tokio's
//!   [`cooperative`](super::waiting#a-wait-that-is-always-ready).
