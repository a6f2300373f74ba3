//! The ways to wait through one handle, and what each of them needs.
//!
//! A `#[wait(recv)]` on `try_recv` gives the waiter these methods. Options of the marker add the last four
//! rows:
//!
//! | method | use it to |
//! |---|---|
//! | `recv(…).await` | wait in an `async` block, or as a branch of a `select!` |
//! | `poll_recv(cx, …)` | write a future by hand, or wait for several things in one task |
//! | `try_recv(…)` | look once, without waiting |
//! | `Future`, `Stream`, `Sink` | pass the waiter to code that takes one: [`await`, `stream`, `sink`](super::markers#options-of-wait) |
//! | `blocking_recv(…)` | block a thread |
//! | `recv_timeout(…)`, `recv_deadline(…)` | block a thread for a limited time |
//! | `recv_within(timer, …).await` | [give up](super::timers#a-wait-that-gives-up-within) when a timer ends |
//!
//! What they take depends on the handle:
//!
//! | | a `waiter` | `waiters` | `waiters = Name[N]`, borrowed |
//! |---|---|---|---|
//! | `try_recv`, a check (one that is marked `query` takes `&self` everywhere) | `&mut self` | `&self` | `&self` |
//! | `recv`, `blocking_recv` … | `&mut self` | `&self` | `&mut self` |
//! | `poll_recv`, `Future`, `Stream`, `Sink` | `&mut self` | `&mut self` | `&mut self` |
//!
//! A check with a `#[field] name: &mut T` makes all of them take `&mut self`.
//!
//! # A slot for each wait
//!
//! Each wait of a handle has a waker slot of its own. A poll that is pending registers its task in the slot of
//! *this wait*, and the registration stays until a wake consumes it or the wait ends. What other waits of the same
//! handle do leaves it alone. So:
//!
//! * One task can wait for two things of one handle: [Two waits at once](#two-waits-at-once).
//! * Two tasks can wait by two waits of one handle: [Two tasks on one handle](#two-tasks-on-one-handle).
//! * A task that has polled a wait, and changes the condition through the same handle, is woken by its own change.
//!
//! On `waiters` that own their condition, each *future* has a slot of its own, too. `poll_recv`, `Stream` and `Sink`
//! share one slot for each handle and wait. With `waiters = Name[N]`, a future uses that slot as well.
//!
//! # Look once
//!
//! Call the check itself, `try_recv` or `is_closed`. It registers nobody.
//!
//! A poll with a waker that does nothing, as `now_or_never` of the crate `futures` makes one, is not the same. On
//! a `waiter`, it registers that waker in the slot of its wait. If a task is pending by `poll_recv`, then
//! `recv().now_or_never()` takes its place, and the task is not woken. Other waits of the handle are safe from it.
//! On `waiters` that own their condition, such a future takes a slot and gives it back, so it harms nobody.
//!
//! ```
//! # use std::{future::poll_fn, sync::atomic::{AtomicBool, Ordering::{AcqRel, Acquire, Release}}, task::Poll};
//! # use spmc_waker::waitable;
//! # #[derive(Default)]
//! struct Port { has_data: AtomicBool, has_command: AtomicBool }
//!
//! #[waitable(notifier = Device, waiter = Driver)]
//! impl Port {
//!     #[notify]
//!     fn on_data(&self) { self.has_data.store(true, Release) }
//!
//!     #[notify]
//!     fn on_command(&self) { self.has_command.store(true, Release) }
//!
//!     #[wait(data, wakes = none)]
//!     fn try_data(&self) -> bool { self.has_data.swap(false, AcqRel) }
//!
//!     #[wait(command, wakes = none)]
//!     fn try_command(&self) -> bool { self.has_command.swap(false, AcqRel) }
//! }
//!
//! let (device, mut driver) = Port::default().into_pair();
//! std::thread::spawn(move || device.on_data());
//! futures::executor::block_on(poll_fn(|cx| {
//!     let data = driver.poll_data(cx);    // registers this task
//!     if driver.try_command() {           // looks, and registers nobody
//!         return Poll::Ready(());
//!     }
//!     data
//! }));
//! ```
//!
//! # Two waits at once
//!
//! With `waiters`, waits take `&self`, so `select` takes two of them:
//!
//! ```
//! use futures::{executor::block_on, future::{Either, select}};
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::{AcqRel, Acquire, Release}};
//!
//! #[derive(Default)]
//! struct Mail { letters: AtomicU32, closed: AtomicBool }
//!
//! #[waitable(notifier = Post, waiters = Letterbox)]
//! impl Mail {
//!     #[notify(wakes = one(letter))]
//!     fn deliver(&self) { self.letters.fetch_add(1, Release); }
//!
//!     #[notify(wakes = closed)]
//!     fn close(&self) { self.closed.store(true, Release) }
//!
//!     #[wait(letter, wakes = none)]
//!     fn try_letter(&self) -> bool {
//!         self.letters.fetch_update(AcqRel, Acquire, |letters| letters.checked_sub(1)).is_ok()
//!     }
//!
//!     #[wait(closed, query)]
//!     fn is_closed(&self) -> bool { self.closed.load(Acquire) }
//! }
//!
//! let (post, mail) = Mail::default().into_pair();
//! std::thread::spawn(move || post.close());
//! let first = block_on(select(mail.letter(), mail.closed()));
//! assert!(matches!(first, Either::Right(_)));
//! ```
//!
//! On a `waiter`, `select(receiver.message(), receiver.closed())` borrows the receiver mutably twice, which does
//! not compile. Poll both waits in one future instead. The task is woken for either:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{future::poll_fn, sync::Mutex, task::Poll};
//!
//! #[derive(Default)]
//! struct Inbox { messages: Mutex<Vec<u32>>, closed: Mutex<bool> }
//!
//! #[waitable(notifier = Sender, waiter = Receiver)]
//! impl Inbox {
//!     #[notify]
//!     fn send(&self, message: u32) { self.messages.lock().unwrap().push(message) }
//!
//!     #[wait(message, wakes = none)]
//!     fn try_message(&self) -> Option<u32> { self.messages.lock().unwrap().pop() }
//!
//!     #[wait(closed, query)]
//!     fn is_closed(&self) -> bool { *self.closed.lock().unwrap() }
//!
//!     #[on_drop(Sender)]
//!     fn close(&self) { *self.closed.lock().unwrap() = true }
//! }
//!
//! #[derive(Debug, PartialEq)]
//! enum Event { Message(u32), Closed }
//!
//! impl Receiver {
//!     async fn event(&mut self) -> Event {
//!         poll_fn(|cx| {
//!             if let Poll::Ready(message) = self.poll_message(cx) {
//!                 return Poll::Ready(Event::Message(message));
//!             }
//!             self.poll_closed(cx).map(|()| Event::Closed)
//!         })
//!         .await
//!     }
//! }
//!
//! let (sender, mut receiver) = Inbox::default().into_pair();
//! std::thread::spawn(move || sender.send(1));    // and is dropped
//! futures::executor::block_on(async {
//!     assert_eq!(receiver.event().await, Event::Message(1));
//!     assert_eq!(receiver.event().await, Event::Closed);
//! });
//! ```
//!
//! `receiver.event()` can be a branch of a `select!` beside other futures. Poll first what must not be put
//! off by the rest.
//!
//! A ready wait [says whom it wakes](super::waiters#what-a-ready-wait-wakes). If `message` above woke `closed`, and
//! the queue were never empty, this task would wake itself with each message.
//!
//! If these waits arm something, dropping the `poll_fn` does not disarm it: see [cancelling](super::cancelling).
//!
//! # Two tasks on one handle
//!
//! Two tasks can share one handle if they use two waits. Here a connection is a stream and a sink, and `split`
//! gives each half to a task of its own:
//!
//! ```
//! use futures::{SinkExt, StreamExt};
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, convert::Infallible, sync::Mutex, task::Poll, thread};
//!
//! #[derive(Default)]
//! struct Link { inbound: Mutex<VecDeque<u32>>, outbound: Mutex<Option<u32>> }
//!
//! #[waitable(notifier = Remote, waiter = Local)]
//! impl Link {
//!     #[notify(wakes = read)]
//!     fn deliver(&self, item: u32) { self.inbound.lock().unwrap().push_back(item) }
//!
//!     #[notify(wakes = write)]
//!     fn fetch(&self) -> Option<u32> { self.outbound.lock().unwrap().take() }
//!
//!     #[wait(read, stream, wakes = none)]
//!     fn try_read(&self) -> Poll<Option<u32>> {
//!         self.inbound.lock().unwrap().pop_front().map_or(Poll::Pending, |item| Poll::Ready(Some(item)))
//!     }
//!
//!     /// There is room for one.
//!     #[wait(write, sink, wakes = none)]
//!     fn try_write(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), Infallible>> {
//!         let mut outbound = self.outbound.lock().unwrap();
//!         if outbound.is_some() {
//!             return Poll::Pending;
//!         }
//!         *outbound = item.take();
//!         Poll::Ready(Ok(()))
//!     }
//! }
//!
//! let (remote, local) = Link::default().into_pair();
//! let (mut sink, mut stream) = local.split();
//! let writing = thread::spawn(move || futures::executor::block_on(async {
//!     sink.send(1).await.unwrap();
//!     sink.send(2).await.unwrap();    // waits until the first one is fetched
//! }));
//! let reading = thread::spawn(move || futures::executor::block_on(stream.next()));
//! let fetch = || loop {
//!     if let Some(item) = remote.fetch() {
//!         break item;
//!     }
//! };
//! assert_eq!((fetch(), fetch()), (1, 2));
//! remote.deliver(3);
//! assert_eq!(reading.join().unwrap(), Some(3));
//! writing.join().unwrap();
//! ```
//!
//! What two tasks cannot share is *one wait* of a `waiter`: two tasks that call `poll_read` on it, through a lock
//! for example, have one slot, and **only the task of the last pending poll is woken**. The futures of a wait
//! borrow the waiter mutably, so the borrow checker rejects this without such a lock. Give each task a
//! [waiter](super::waiters) of its own, or use `waiters`.
//!
//! # Several tasks on one handle
//!
//! `waiters` are handles for any number of tasks. Each task has a clone, or all tasks share one by reference, in
//! an `Arc`, or in a `static`. Their futures are independent, and each has a waker slot:
//!
//! ```
//! use futures::executor::block_on;
//! use spmc_waker::waitable;
//! use std::{sync::{Arc, atomic::{AtomicBool, Ordering::{Acquire, Release}}}, thread};
//!
//! #[waitable(until = |gate| gate.open.load(Acquire), waiters)]
//! #[derive(Default)]
//! struct Gate { open: AtomicBool }
//!
//! let (notifier, waiter) = Gate::default().into_pair();
//! let waiter = Arc::new(waiter);
//! let tasks: Vec<_> = (0..3).map(|_| Arc::clone(&waiter)).map(|waiter| {
//!     thread::spawn(move || block_on(waiter.wait()))
//! }).collect();
//! notifier.notify(|gate| gate.open.store(true, Release));
//! tasks.into_iter().for_each(|task| task.join().unwrap());
//! ```
//!
//! # Wait through `&self`
//!
//! Waits of `waiters` take `&self`: a driver whose methods take `&self` has one as a field. Without an allocator,
//! or if a second task shall be refused, the driver owns the [`Waitable`](crate::Waitable), and claims a waiter
//! for each wait:
//!
//! ```
//! use spmc_waker::{Waitable, waitable};
//! use std::sync::{Arc, atomic::{AtomicU32, Ordering::{AcqRel, Release}}};
//!
//! struct Presses(AtomicU32);
//!
//! #[waitable(storage = borrowed)]
//! impl Presses {
//!     #[notify]
//!     fn press(&self) { self.0.fetch_add(1, Release); }
//!
//!     /// Takes the presses that were not seen yet.
//!     #[wait(pressed)]
//!     fn try_pressed(&self) -> Option<u32> { Some(self.0.swap(0, AcqRel)).filter(|n| *n > 0) }
//! }
//!
//! struct Button { presses: Waitable<Presses> }
//!
//! #[derive(Debug)]
//! struct Busy;
//!
//! impl Button {
//!     fn on_interrupt(&self) { PressesNotifier::new(&self.presses).press() }
//!
//!     /// Fails if another task waits.
//!     async fn pressed(&self) -> Result<u32, Busy> {
//!         let mut waiter = PressesWaiter::claim(&self.presses).ok_or(Busy)?;
//!         Ok(waiter.pressed().await)
//!     }
//! }
//!
//! let button = Arc::new(Button { presses: Waitable::new(Presses(AtomicU32::new(0))) });
//! let pressing = Arc::clone(&button);
//! std::thread::spawn(move || pressing.on_interrupt());
//! assert_eq!(futures::executor::block_on(button.pressed()).unwrap(), 1);
//! ```
//!
//! Claiming costs one atomic read-modify-write, and another one gives the claim up. The waiter's drop also
//! drops its waker, so the next wait clones one anew. `waiters = Name[N]` lets up to `N` tasks wait like that.
//!
//! # A wait that is always ready
//!
//! A task that loops over waits that are ready at once keeps its thread. The option
//! [`budget`](super::timers#a-wait-that-lets-others-run-budget) makes such a wait yield now and then, on any executor.
//! If the condition is not yours to change, let each wait use up some of tokio's budget for the task:
//!
//! ```rust,ignore
//! use tokio::task::coop::cooperative;
//!
//! while let Some(message) = cooperative(receiver.recv()).await {
//!     // …
//! }
//! ```
//!
//! For a waiter that is a stream, this wrapper does the same:
//!
//! ```rust,ignore
#![doc = include_str!("snippets/cooperative.rs")]
//! ```
//!
//! `examples/tests/structures/cooperative.rs` in the repository tests both.
