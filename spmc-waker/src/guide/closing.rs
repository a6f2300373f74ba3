//! How a wait ends when nothing more comes, and how to give it up.
//!
//! # The notifiers are gone
//!
//! `#[on_drop(notifier)]` runs when the last notifier is dropped. The waiting tasks are woken after it. Store
//! there that the condition is closed, and have the check return it. (Senders that are `waiters` have the same:
//! `#[on_drop(Sender)]` runs when the last of them is dropped or, as a sink, closed.)
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
//! `#[on_drop(waiter)]` runs when the waiter is dropped. With several waiters it names one or more of them:
//! `#[on_drop(Producer, Consumer)]` marks one hook for both drops. For `waiters`, it runs when the last one is
//! dropped. Store there that nobody listens. Then:
//!
//! * Let `#[notify]` methods return what they could not deliver: `Err(item)`.
//! * Offer `#[query] fn is_closed(&self) -> bool`, which every handle has.
//! * Offer `#[notify(by = waiter)] fn close(&self)`, for a waiter that wants no more and then takes what is
//!   there.
//!
//! The drop of a waiter, of the last notifier, or of the last of `waiters`, wakes all other waits if it has a hook.
//! It also wakes them if the handle has fields that need to be dropped, since the drop of a field may be what they
//! wait for: the end of a ring, for example. Otherwise nothing has changed, and nobody is woken. With `storage =
//! borrowed`, none is known to be the last, so each notifier, and each of `waiters`, that has such fields wakes when
//! it is dropped.
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
//! If what is left is reached through the handle's own field, such as the reading end of a lock-free ring, the hook of
//! a `waiter` takes it as a `#[field]` argument. It then runs before the fields are dropped:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::{Arc, atomic::{AtomicBool, Ordering::{Acquire, Release}}, mpsc};
//!
//! #[derive(Default)]
//! struct Ring { closed: AtomicBool }
//!
//! #[waitable(notifier = Sender { end: mpsc::Sender<Arc<()>> }, waiter = Receiver { end: mpsc::Receiver<Arc<()>> })]
//! impl Ring {
//!     #[notify]
//!     fn send(&self, #[field] end: &mpsc::Sender<Arc<()>>, item: Arc<()>) { _ = end.send(item) }
//!
//!     #[wait(recv)]
//!     fn try_recv(&self, #[field] end: &mut mpsc::Receiver<Arc<()>>) -> Option<Arc<()>> { end.try_recv().ok() }
//!
//!     #[on_drop(Receiver)]
//!     fn abandon(&self, #[field] end: &mut mpsc::Receiver<Arc<()>>) {
//!         self.closed.store(true, Release);
//!         while end.try_recv().is_ok() {}
//!     }
//!
//!     #[query]
//!     fn is_closed(&self) -> bool { self.closed.load(Acquire) }
//! }
//!
//! let (a, b) = mpsc::channel();
//! let (sender, receiver) = Ring::default().into_pair(a, b);
//! let item = Arc::new(());
//! sender.send(Arc::clone(&item));
//! drop(receiver);
//! assert!(sender.is_closed());
//! assert_eq!(Arc::strong_count(&item), 1, "the hook has drained the ring");
//! ```
//!
//! Only the hook of one `waiter` can do that. The hook of notifiers and of `waiters` runs once, for the last of them,
//! and each of them has fields of its own.
//!
//! # What is dropped when
//!
//! | a `waiter` is dropped | one of `waiters`, or a notifier, is dropped | a `#[notify(last)]` method is called |
//! |---|---|---|
//! | its waits are disarmed, its registrations removed, and its wakers dropped | its registrations are removed, and its wakers dropped. A wake by `one` that nobody has used is [passed on](super::waiters#a-wake-that-is-not-used-is-passed-on) | the method runs |
//! | the hook runs, if it takes `#[field]` arguments | | |
//! | its fields are dropped | its fields are dropped | the fields are dropped |
//! | the hook runs, if it takes none | it counts itself out. The last one of its kind runs the hook | no hook runs, unless the method panics |
//! | the other waits are woken | the last one wakes | the others are woken once |
//! | it gives up its share of the condition, or its claim | the same | the same |
//!
//! All of it happens although something panics.
//!
//! **Counts.** Notifiers are counted together, and so are the `waiters` of one kind. The condition is dropped with
//! the last handle of all. `Name::of` makes one of `waiters` from any handle, also if their count is zero. Then
//! their hook runs again when the count comes back to zero, so write it for that.
//!
//! **A sink that is closed** is counted out by `close`: a `waiter` runs its hook and wakes, and the last of
//! `waiters` does. Its drop does not do that again. Its fields stay until the drop. The checks of a closed
//! handle go on, and return what the condition says. A clone of a closed handle is closed, too, and has
//! nothing `unsent`.
//!
//! # Cancelling
//!
//! A wait is given up by dropping its future. The page [cancelling](super::cancelling) says what that leaves behind,
//! for each generated method.
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
//! | one of `waiters` | likewise: it counts as one that is there, and its `#[on_drop]` hook never runs. Its wakers are not dropped |
//! | a `waiter` | `#[on_drop(waiter)]` never runs, its waits stay armed, and its wakers are not dropped |
//! | a waiter of `storage = borrowed` | it keeps its claim: `claim` returns `None`, or one handle fewer can be claimed, until [`Waitable::reset`](crate::Waitable::reset), which a `static` does not allow |
//! | any handle of `storage = owned` | the condition is never freed |
//! | a [`NotifyGuard`](crate::NotifyGuard) | what was changed through it stays changed, and **nobody is woken** |
//! | the future of a `waiter`'s wait | it stays armed and registered, as after a poll |
//! | the future of a wait of `waiters` | it stays registered, and [keeps a wake](super::waiters#what-keeps-a-wake) of `one` |
//!
//! With `storage = owned`, handles are counted. Without `waiters`, at most 2^63 / (*waiters* + 2) notifiers can
//! exist at once, and on 32-bit targets 2^31 / (*waiters* + 2): 700 million with one waiter. With `waiters`, these
//! are 2^31 notifiers, and on 32-bit targets 2^15. There are at most 2^63 or 2^31 of each kind of `waiters`. A
//! clone beyond that aborts the process, since a wrong count would free the condition too early. A program gets
//! near these numbers only by forgetting clones, apart from the 2^15.
