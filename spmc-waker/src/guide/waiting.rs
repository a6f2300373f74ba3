//! The ways to wait through one handle, and what each of them needs.
//!
//! A `#[wait(recv)]` on `try_recv` gives the waiter these methods. Options of the marker add the last three
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
//!
//! # Look once
//!
//! Call the check itself, `try_recv` or `is_closed`. It registers nobody, so it leaves another wait of the
//! same handle alone.
//!
//! Do not use `now_or_never` of the crate `futures` for that, nor any other poll with a waker that does
//! nothing. Such a poll registers its waker in place of the task's, and the task is never woken.
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
//! `select(receiver.message(), receiver.closed())` borrows the receiver mutably twice, which does not
//! compile. Poll both waits in one future instead. The task is woken for either:
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
//! If these waits arm something, dropping the `poll_fn` does not disarm it. See
//! [cancelling](super::closing#cancelling).
//!
//! # One task at a time
//!
//! A waiter has one waker slot, and **only the task of the last pending poll is woken**. The futures of a
//! wait borrow the waiter mutably, so two tasks cannot poll two of them at once. These ways around the borrow
//! checker compile, and lose a wakeup:
//!
//! * Two tasks call `poll_…` on a waiter behind a lock.
//! * The waiter is a stream and a sink, and two tasks have a half each, made by `StreamExt::split`.
//!
//! Give each task a [waiter](super::waiters) of its own:
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex};
//!
//! #[derive(Default)]
//! struct Link { inbound: Mutex<VecDeque<u32>>, outbound: Mutex<Option<u32>> }
//!
//! #[waitable(notifier = Remote, waiter = Reader, waiter = Writer)]
//! impl Link {
//!     #[notify(wakes = Reader)]
//!     fn deliver(&self, item: u32) { self.inbound.lock().unwrap().push_back(item) }
//!
//!     #[notify(wakes = Writer)]
//!     fn fetch(&self) -> Option<u32> { self.outbound.lock().unwrap().take() }
//!
//!     #[wait(read, by = Reader, wakes = none)]
//!     fn try_read(&self) -> Option<u32> { self.inbound.lock().unwrap().pop_front() }
//!
//!     /// There is room for one.
//!     #[wait(write, by = Writer, wakes = none)]
//!     fn try_write(&self, #[once] item: &mut Option<u32>) -> bool {
//!         let mut outbound = self.outbound.lock().unwrap();
//!         let has_room = outbound.is_none();
//!         if has_room {
//!             *outbound = item.take();
//!         }
//!         has_room
//!     }
//! }
//!
//! let (remote, mut reader, mut writer) = Link::default().into_handles();
//! let writing = std::thread::spawn(move || futures::executor::block_on(async {
//!     writer.write(1).await;
//!     writer.write(2).await;    // waits until the first one is fetched
//! }));
//! let reading = std::thread::spawn(move || futures::executor::block_on(reader.read()));
//! let fetch = || loop {
//!     if let Some(item) = remote.fetch() {
//!         break item;
//!     }
//! };
//! assert_eq!((fetch(), fetch()), (1, 2));
//! remote.deliver(3);
//! assert_eq!(reading.join().unwrap(), 3);
//! writing.join().unwrap();
//! ```
//!
//! A handle's own change wakes the tasks of the *other* handles. If a task waits through a handle and then
//! changes the condition through the same handle, it polls its wait again.
//!
//! # Wait through `&self`
//!
//! Waits take `&mut self`. A driver whose methods take `&self` owns the [`Waitable`](crate::Waitable), and
//! claims its waiter for each wait. A second task finds it claimed:
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
//! drops its waker, so the next wait clones one anew.
//!
//! # A wait that is always ready
//!
//! A wait that is ready at once does not yield. A task that loops over such waits keeps its thread, and no
//! other task of that thread runs. On tokio, let each wait use up some of the task's budget:
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
//! `examples/tests/structures/cooperative.rs` in the repository tests both. On another executor, yield now and
//! then, as `select` in the repository's examples does.
