//! How a wait ends when nothing more comes, and how to give it up.
//!
//! # The notifiers are gone
//!
//! `#[on_drop(notifier)]` runs when the last notifier is dropped. The waiting tasks are woken after it. Store
//! there that the condition is closed, and have the check return it:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{
//!     sync::{Mutex, atomic::{AtomicBool, Ordering::{Acquire, Release}}},
//!     task::Poll,
//! };
//!
//! #[derive(Default)]
//! struct Queue { items: Mutex<Vec<u32>>, closed: AtomicBool }
//!
//! #[waitable]
//! impl Queue {
//!     #[notify]
//!     fn push(&self, item: u32) { self.items.lock().unwrap().push(item) }
//!
//!     #[wait(pop)]
//!     fn try_pop(&self) -> Poll<Option<u32>> {
//!         let closed = self.closed.load(Acquire);    // first: see below
//!         match self.items.lock().unwrap().pop() {
//!             Some(item) => Poll::Ready(Some(item)),
//!             None if closed => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(notifier)]
//!     fn close(&self) { self.closed.store(true, Release) }
//! }
//!
//! let (notifier, mut waiter) = Queue::default().into_pair();
//! std::thread::spawn(move || notifier.push(1));    // and is dropped
//! futures::executor::block_on(async {
//!     assert_eq!(waiter.pop().await, Some(1));
//!     assert_eq!(waiter.pop().await, None);
//! });
//! ```
//!
//! **Read *closed* before you try.** Suppose that the check tries first and then looks whether the queue is
//! closed. If an item is pushed and the notifier dropped between the two, the check reports the end and
//! misses the item. With both behind one lock, the order does not matter. [`testing`](super::testing) shows a
//! model that finds this bug.
//!
//! With `storage = borrowed`, notifiers come and go, and none is the last. Close the condition in a
//! `#[notify]` method there.
//!
//! A [`#[notify(last)]`](super::markers#last) method consumes its notifier, and the hook does not run after
//! it. So a hook that says "closed" does not hide the value, and the receiver is woken once.
//!
//! ## An actor that holds its own address
//!
//! An actor that owns a notifier of its own mailbox never sees the mailbox close, since its own notifier is
//! never dropped. Let the others share the notifier in an `Arc`, and give the actor a `Weak`:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::{Arc, Mutex, Weak}, task::Poll};
//!
//! #[derive(Default)]
//! struct Mailbox { state: Mutex<(VecDeque<u32>, bool)> }
//!
//! #[waitable(notifier = Address, waiter = Inbox)]
//! impl Mailbox {
//!     #[notify]
//!     fn send(&self, message: u32) { self.state.lock().unwrap().0.push_back(message) }
//!
//!     #[wait(message)]
//!     fn try_message(&self) -> Poll<Option<u32>> {
//!         let (messages, closed) = &mut *self.state.lock().unwrap();
//!         match messages.pop_front() {
//!             Some(message) => Poll::Ready(Some(message)),
//!             None if *closed => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(Address)]
//!     fn close(&self) { self.state.lock().unwrap().1 = true }
//! }
//!
//! struct Actor { inbox: Inbox, address: Weak<Address> }
//!
//! impl Actor {
//!     /// Sends itself what is left of each message. Returns the messages once nobody else can send.
//!     async fn run(mut self) -> Vec<u32> {
//!         let mut seen = Vec::new();
//!         while let Some(message) = self.inbox.message().await {
//!             seen.push(message);
//!             if let (Some(address), 1..) = (self.address.upgrade(), message) {
//!                 address.send(message - 1);
//!             }
//!         }
//!         seen
//!     }
//! }
//!
//! let (address, inbox) = Mailbox::default().into_pair();
//! let address = Arc::new(address);
//! let actor = Actor { inbox, address: Arc::downgrade(&address) };
//! address.send(2);
//! drop(address);
//! assert_eq!(futures::executor::block_on(actor.run()), [2]);    // and not `[2, 1, 0]`, nor a hang
//! ```
//!
//! # A waiter is gone
//!
//! `#[on_drop(waiter)]` runs when the waiter is dropped, after its waker and its fields are dropped. With
//! several waiters it names one or more of them: `#[on_drop(Producer, Consumer)]` marks one hook for both
//! drops. Store there that nobody listens. Then:
//!
//! * Let `#[notify]` methods return what they could not deliver: `Err(item)`.
//! * Offer `#[query] fn is_closed(&self) -> bool`, which every handle has.
//! * Offer `#[notify(by = waiter)] fn close(&self)`, for a waiter that wants no more and then takes what is
//!   there.
//!
//! The drop of a waiter, or of the last notifier, wakes the other waiters if it has a hook. It also wakes
//! them if the handle has fields that need to be dropped, since the drop of a field may be what they wait
//! for: the end of a ring, for example. Otherwise nothing has changed, and nobody is woken. With `storage =
//! borrowed`, no notifier is the last, so the drop of each notifier with such fields wakes.
//!
//! ## A hook that drains
//!
//! What is left in the condition is dropped with the last handle. If a receiver is dropped while senders
//! stay, the hook can drop it at once. Drop it after the lock is released: the drop of a value may use the
//! channel.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{mem, sync::{Arc, Mutex}};
//!
//! struct Chan<T> { state: Mutex<State<T>> }
//!
//! struct State<T> { values: Vec<T>, closed: bool }
//!
//! #[waitable(notifier = Sender, waiter = Receiver)]
//! impl<T> Chan<T> {
//!     /// Returns the value if the receiver is gone.
//!     #[notify(when = |sent| sent.is_ok())]
//!     fn send(&self, value: T) -> Result<(), T> {
//!         let mut state = self.state.lock().unwrap();
//!         if state.closed {
//!             return Err(value);
//!         }
//!         state.values.push(value);
//!         Ok(())
//!     }
//!
//!     #[wait(recv)]
//!     fn try_recv(&self) -> Option<T> { self.state.lock().unwrap().values.pop() }
//!
//!     #[on_drop(Receiver)]
//!     fn abandon(&self) {
//!         let mut state = self.state.lock().unwrap();
//!         state.closed = true;
//!         let left = mem::take(&mut state.values);
//!         drop(state);
//!         drop(left);
//!     }
//! }
//!
//! let state = State { values: Vec::new(), closed: false };
//! let (sender, receiver) = Chan { state: Mutex::new(state) }.into_pair();
//! let value = Arc::new(());
//! assert!(sender.send(Arc::clone(&value)).is_ok());
//! drop(receiver);
//! assert_eq!(Arc::strong_count(&value), 1, "it is dropped, although the sender is there");
//! assert!(sender.send(value).is_err());
//! ```
//!
//! Under a lock, `send` looks and pushes in one step. If the flag and the queue are separate atomics, a value
//! may be pushed just after the hook has drained. It is dropped with the condition.
//!
//! # Cancelling
//!
//! A future is cancelled by dropping it. What that does depends on where the future comes from:
//!
//! | what the wait has | the future of `NAME(…)` is dropped | another future is dropped: `next()`, `send()`, `&mut waiter`, `poll_fn` over `poll_NAME` |
//! |---|---|---|
//! | taken from the condition | nothing: a check takes only when it is ready, and the next wait checks first | the same |
//! | a `#[once]` argument | it is dropped with the future. To keep it, call `poll_NAME` with an `Option` of your own | a sink keeps it in the handle, and the next poll of the sink sends it, unless `unsent` takes it back |
//! | armed | it is disarmed | **it stays armed** until `unregister`, until a wait by it is ready, or until the waiter is dropped |
//! | registered | it stays registered, and the task may be woken once for nothing. Another wait of the same task may rely on the registration | the same |
//!
//! So waits can be branches of a `select!` in a loop, and an armed one is disarmed if you wait by `NAME(…)`.
//! After the others, call `unregister`:
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
//! A blocking wait whose time is over is unregistered and disarmed. It returns its `#[once]` argument in
//! [`TimedOut`](crate::TimedOut).
//!
//! `unregister` removes the registration at once, disarms all waits of its handle, and drops the waker.
//! Dropping the waiter does the same. If a wake is using that waker just then, the wake drops it when it
//! comes back, so a finished task is not kept alive. [`SpmcWaker::clear`](crate::SpmcWaker::clear) describes
//! a window of a few nanoseconds in which that is left to the next wake. If you put a waiter back into a
//! pool, call `unregister`: otherwise it keeps its last task's waker.
//!
//! To end a wait from elsewhere, make the end a part of the condition, with a `#[notify] fn cancel`, or wait
//! for two things. The repository's examples have one of each: `shutdown` and `select`.
//!
//! # Forgotten handles
//!
//! A handle or a guard that is passed to `mem::forget` does not do what its drop would do. Nothing is
//! unsound, but:
//!
//! | forgotten | then |
//! |---|---|
//! | a notifier | it counts as one that is there. None of the others is the last, so `#[on_drop(notifier)]` never runs |
//! | a waiter | `#[on_drop(waiter)]` never runs, its waits stay armed, and its waker is not dropped |
//! | a waiter of `storage = borrowed` | it keeps its claim: `claim` returns `None` until [`Waitable::reset`](crate::Waitable::reset), which a `static` does not allow |
//! | any handle of `storage = owned` | the condition is never freed |
//! | a [`NotifyGuard`](crate::NotifyGuard) | what was changed through it stays changed, and **nobody is woken** |
//! | the future of a wait | it stays armed and registered, as after a poll |
//!
//! With `storage = owned`, notifiers are counted. At most 2^63 / (*waiters* + 2) of them can exist at once,
//! and on 32-bit targets 2^31 / (*waiters* + 2): 700 million with one waiter, and 60 million with 32. A clone
//! beyond that aborts the process, since a wrong count would free the condition too early. A program reaches
//! that number only by forgetting clones.
