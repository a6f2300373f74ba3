//! Twelve tasks that people have, each complete and to copy.
//!
//! | task | section |
//! |---|---|
//! | an event that is set and reset | [Event](#event) |
//! | one value, and a sender that knows when nobody wants it | [Oneshot with `closed()`](#oneshot-with-closed) |
//! | a bounded channel whose senders wait for room | [Many senders](#many-senders) |
//! | a limit on what runs at once, several permits at a time | [`acquire(n)`](#acquiren) |
//! | the result of a thread, or its panic | [Join handle](#join-handle) |
//! | progress that any number of tasks watch | [Progress](#progress) |
//! | a shutdown that is asked for twice | [Graceful shutdown](#graceful-shutdown) |
//! | a driver in a `static` | [Static driver](#static-driver) |
//! | a pipe of bytes, with `AsyncRead` and `AsyncWrite` | [Byte pipe](#byte-pipe) |
//! | one report for many changes, not later than a deadline | [Debounce](#debounce) |
//! | a question to a task, and its answer | [Request and response](#request-and-response) |
//! | handles that a library publishes | [Public handles](#public-handles) |
//!
//! No example has two atomics that look at each other. If yours has, read
//! [this](super::choosing#two-atomics-that-look-at-each-other) first. Larger structures are in the
//! repository's `examples/src`.
//!
//! # Event
//!
//! Any number of tasks wait until the event is set. It stays set until somebody resets it.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
//!
//! #[derive(Default)]
//! pub struct State { is_set: AtomicBool }
//!
//! #[waitable(waiters = Event, notifier = none)]
//! impl State {
//!     #[notify(by = Event)]
//!     pub fn set(&self) { self.is_set.store(true, Release) }
//!
//!     /// This makes no wait ready, so it wakes nobody.
//!     #[notify(by = Event, wakes = none)]
//!     pub fn reset(&self) { self.is_set.store(false, Release) }
//!
//!     #[wait(wait, query)]
//!     pub fn is_set(&self) -> bool { self.is_set.load(Acquire) }
//! }
//!
//! let event = State::default().into_handle();
//! let waiting = event.clone();
//! let task = std::thread::spawn(move || futures::executor::block_on(waiting.wait()));
//! event.set();
//! task.join().unwrap();
//! event.reset();
//! assert!(!event.is_set());
//! ```
//!
//! A wait is ready if the event is set when it is polled. A `set` that a `reset` follows at once may therefore be
//! missed. If each `set` counts, count them: see [Progress](#progress).
//!
//! # Oneshot with `closed()`
//!
//! Both ends wait. The receiver waits for the value, and the sender may wait until the receiver is gone, to stop
//! working for nobody.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{sync::Mutex, task::Poll};
//!
//! pub struct Oneshot<T>(Mutex<State<T>>);
//!
//! enum State<T> { Empty, Sent(T), Done }
//!
//! #[waitable(waiter = Sender, waiter = Receiver)]
//! impl<T> Oneshot<T> {
//!     /// Sends the value, or returns it if the receiver is gone.
//!     #[notify(last, by = Sender)]
//!     pub fn send(&self, value: T) -> Result<(), T> {
//!         let mut state = self.0.lock().unwrap();
//!         if matches!(*state, State::Done) {
//!             return Err(value);
//!         }
//!         *state = State::Sent(value);
//!         Ok(())
//!     }
//!
//!     /// Whether nobody would receive a value.
//!     #[wait(closed, by = Sender, query)]
//!     pub fn is_closed(&self) -> bool { matches!(*self.0.lock().unwrap(), State::Done) }
//!
//!     /// Takes the value; `None` if the sender was dropped without sending.
//!     #[wait(recv, by = Receiver, await, wakes = none)]
//!     pub fn try_recv(&self) -> Poll<Option<T>> {
//!         let mut state = self.0.lock().unwrap();
//!         if matches!(*state, State::Empty) {
//!             return Poll::Pending;
//!         }
//!         match std::mem::replace(&mut *state, State::Done) {
//!             State::Sent(value) => Poll::Ready(Some(value)),
//!             _ => Poll::Ready(None),
//!         }
//!     }
//!
//!     #[on_drop(Sender, Receiver)]
//!     fn close(&self) {
//!         let _unreceived = std::mem::replace(&mut *self.0.lock().unwrap(), State::Done);
//!     }
//! }
//!
//! pub fn oneshot<T>() -> (Sender<T>, Receiver<T>) { Oneshot(Mutex::new(State::Empty)).into_pair() }
//!
//! let (sender, receiver) = oneshot();
//! std::thread::spawn(move || sender.send("value"));
//! assert_eq!(futures::executor::block_on(receiver), Some("value"));
//!
//! let (mut sender, receiver) = oneshot();
//! std::thread::spawn(move || drop(receiver));
//! futures::executor::block_on(sender.closed());
//! assert_eq!(sender.send("late"), Err("late"));
//! ```
//!
//! The sender's drop stores `Done` too, so the receiver gets `None`. `#[notify(last)]` skips that hook, so the
//! value stays. With tokio, work until somebody loses interest like this:
//! `select! { value = work() => { let _ = sender.send(value); } () = sender.closed() => {} }`.
//!
//! # Many senders
//!
//! A bounded channel. Any number of senders wait for room, and each item that is received wakes one of them.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, task::Poll};
//!
//! pub struct Channel<T> { state: Mutex<State<T>>, capacity: usize }
//!
//! struct State<T> { items: VecDeque<T>, no_sender: bool, no_receiver: bool }
//!
//! #[waitable(waiters = Sender, waiter = Receiver)]
//! impl<T> Channel<T> {
//!     /// Sends an item, or returns it if the receiver is gone.
//!     #[wait(send, by = Sender, wakes = recv)]
//!     pub fn try_send(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> {
//!         let mut state = self.state.lock().unwrap();
//!         if state.no_receiver {
//!             return Poll::Ready(item.take().map_or(Ok(()), Err));
//!         }
//!         if state.items.len() == self.capacity {
//!             return Poll::Pending;
//!         }
//!         state.items.extend(item.take());
//!         Poll::Ready(Ok(()))
//!     }
//!
//!     /// Receives an item; `None` once all senders are gone and the channel is empty.
//!     #[wait(recv, by = Receiver, wakes = one(send))]
//!     pub fn try_recv(&self) -> Poll<Option<T>> {
//!         let mut state = self.state.lock().unwrap();
//!         match state.items.pop_front() {
//!             Some(item) => Poll::Ready(Some(item)),
//!             None if state.no_sender => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     #[on_drop(Sender)]
//!     fn end(&self) { self.state.lock().unwrap().no_sender = true }
//!
//!     /// Wakes all senders, which get their items back.
//!     #[on_drop(Receiver)]
//!     fn abandon(&self) {
//!         let mut state = self.state.lock().unwrap();
//!         state.no_receiver = true;
//!         let unreceived = std::mem::take(&mut state.items);
//!         drop(state);    // first, since the drop of an item may use the channel
//!         drop(unreceived);
//!     }
//! }
//!
//! pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
//!     let state = State { items: VecDeque::new(), no_sender: false, no_receiver: false };
//!     Channel { state: Mutex::new(state), capacity }.into_pair()
//! }
//!
//! let (sender, mut receiver) = channel(1);
//! for _ in 0..3 {
//!     let sender = sender.clone();
//!     std::thread::spawn(move || futures::executor::block_on(async {
//!         for item in 0..10 {
//!             sender.send(item).await.unwrap();
//!         }
//!     }));
//! }
//! drop(sender);
//! let sum = futures::executor::block_on(async {
//!     let mut sum = 0;
//!     while let Some(item) = receiver.recv().await {
//!         sum += item;
//!     }
//!     sum
//! });
//! assert_eq!(sum, 3 * 45);
//! ```
//!
//! There is no order among senders that wait. A sender whose future is dropped after it was woken passes the wake
//! on to another one. To keep the item of a send that is given up, see [`cancelling`](super::cancelling#to-keep-the-item).
//!
//! # `acquire(n)`
//!
//! A semaphore whose tasks take several permits at once. A release wakes all tasks that wait. `wakes = one(taken)` is
//! an error here, since the check has an argument: the task that is woken may want eight permits when two are free, while
//! another task wants only one.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicUsize, Ordering::{Acquire, Relaxed, Release}};
//!
//! struct Permits { free: AtomicUsize }
//!
//! #[waitable(waiters = pub Semaphore, notifier = none)]
//! impl Permits {
//!     #[wait(taken, wakes = none)]
//!     fn try_take(&self, n: usize) -> bool {
//!         self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(n)).is_ok()
//!     }
//!
//!     #[notify(by = Semaphore)]
//!     fn give(&self, n: usize) { self.free.fetch_add(n, Release); }
//! }
//!
//! impl Semaphore {
//!     pub fn new(permits: usize) -> Self { Permits { free: permits.into() }.into_handle() }
//!
//!     /// Waits for `n` permits. They are given back when the result is dropped.
//!     pub async fn acquire(&self, n: usize) -> Acquired<'_> {
//!         self.taken(n).await;
//!         Acquired(self, n)
//!     }
//! }
//!
//! #[must_use = "the permits are given back when this is dropped"]
//! pub struct Acquired<'a>(&'a Semaphore, usize);
//!
//! impl Drop for Acquired<'_> {
//!     fn drop(&mut self) { self.0.give(self.1) }
//! }
//!
//! let semaphore = Semaphore::new(3);
//! let small = futures::executor::block_on(semaphore.acquire(1));
//! std::thread::scope(|scope| {
//!     scope.spawn(|| futures::executor::block_on(async { drop(semaphore.acquire(3).await) }));
//!     drop(small);
//! });
//! ```
//!
//! A task that wants many permits may wait for as long as others keep taking few. If you need permits in the order
//! in which they were asked for, take `tokio::sync::Semaphore`.
//!
//! # Join handle
//!
//! The result of a closure that runs on a thread, or its panic. Wait for it in a task or on a thread.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{panic::{AssertUnwindSafe, catch_unwind}, sync::Mutex, thread};
//!
//! struct Outcome<T>(Mutex<Option<thread::Result<T>>>);
//!
//! #[waitable(notifier = pub(self) Finish, waiter = pub JoinHandle)]
//! impl<T> Outcome<T> {
//!     #[notify(last)]
//!     fn finish(&self, result: thread::Result<T>) { *self.0.lock().unwrap() = Some(result) }
//!
//!     #[wait(join, await, blocking)]
//!     pub fn try_join(&self) -> Option<thread::Result<T>> { self.0.lock().unwrap().take() }
//! }
//!
//! pub fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
//!     let (finish, handle) = Outcome(Mutex::new(None)).into_pair();
//!     thread::spawn(|| finish.finish(catch_unwind(AssertUnwindSafe(work))));
//!     handle
//! }
//!
//! assert_eq!(futures::executor::block_on(spawn(|| 6 * 7)).unwrap(), 42);
//! assert!(spawn(|| panic!("on purpose")).blocking_join().is_err());
//! ```
//!
//! # Progress
//!
//! A worker counts, and any number of tasks see the latest count. A task that is late does not see the counts in
//! between. Each handle knows what it has shown.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{sync::Mutex, task::Poll};
//! use futures::StreamExt;
//!
//! #[derive(Default)]
//! pub struct Work { state: Mutex<(u64, bool)> }
//!
//! #[waitable(notifier = Worker, waiters = Progress { shown: u64 = 0 })]
//! impl Work {
//!     #[notify]
//!     pub fn advance(&self, by: u64) { self.state.lock().unwrap().0 += by }
//!
//!     /// The count, if it has changed since this handle looked; `None` once the worker is gone.
//!     #[wait(changed, stream, wakes = none)]
//!     pub fn try_changed(&self, #[field] shown: &mut u64) -> Poll<Option<u64>> {
//!         let (count, is_over) = *self.state.lock().unwrap();
//!         if std::mem::replace(shown, count) != count {
//!             Poll::Ready(Some(count))
//!         } else if is_over {
//!             Poll::Ready(None)
//!         } else {
//!             Poll::Pending
//!         }
//!     }
//!
//!     #[on_drop(Worker)]
//!     fn end(&self) { self.state.lock().unwrap().1 = true }
//! }
//!
//! let (worker, progress) = Work::default().into_pair();
//! let bar = progress.clone();
//! std::thread::spawn(move || (0..100).for_each(|_| worker.advance(1)));
//! for progress in [progress, bar] {
//!     let shown: Vec<u64> = futures::executor::block_on(progress.collect());
//!     assert!(shown.is_sorted());
//!     assert_eq!(shown.last(), Some(&100));
//! }
//! ```
//!
//! # Graceful shutdown
//!
//! Workers stop when they are asked to, and the shutdown waits for them. If they take too long, they are asked again,
//! to abort.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{sync::atomic::{AtomicBool, AtomicU8, Ordering::{Acquire, Relaxed, Release}}, time::Duration};
//!
//! const STOP: u8 = 1;
//! const ABORT: u8 = 2;
//!
//! #[derive(Default)]
//! pub struct Service { asked: AtomicU8, are_gone: AtomicBool }
//!
//! #[waitable(waiters = Worker, waiter = Shutdown)]
//! impl Service {
//!     #[notify(by = Shutdown, wakes = Worker)]
//!     pub fn stop(&self) { self.asked.fetch_max(STOP, Relaxed); }
//!
//!     #[notify(by = Shutdown, wakes = Worker)]
//!     pub fn abort(&self) { self.asked.fetch_max(ABORT, Relaxed); }
//!
//!     #[wait(stopping, by = Worker, query)]
//!     pub fn is_stopping(&self) -> bool { self.asked.load(Relaxed) >= STOP }
//!
//!     #[wait(aborting, by = Worker, query)]
//!     pub fn is_aborting(&self) -> bool { self.asked.load(Relaxed) >= ABORT }
//!
//!     #[on_drop(Worker)]
//!     fn leave(&self) { self.are_gone.store(true, Release) }
//!
//!     /// All workers are gone, and what they did is visible.
//!     #[wait(gone, by = Shutdown, query, blocking, within)]
//!     pub fn are_gone(&self) -> bool { self.are_gone.load(Acquire) }
//! }
//!
//! let (worker, mut shutdown) = Service::default().into_pair();
//! let stubborn = worker.clone();
//! std::thread::spawn(move || futures::executor::block_on(worker.stopping()));
//! std::thread::spawn(move || futures::executor::block_on(stubborn.aborting()));
//!
//! shutdown.stop();
//! if shutdown.gone_timeout(Duration::from_millis(20)).is_err() {
//!     shutdown.abort();
//!     shutdown.blocking_gone();
//! }
//! ```
//!
//! A worker owns a clone of the handle until it has ended, and a panic drops the clone as well. In a task on tokio:
//! `if shutdown.gone_within(sleep(limit)).await.is_err() { shutdown.abort(); shutdown.gone().await }`. A wait that was
//! given up has taken nothing, so it can be made again.
//!
//! # Static driver
//!
//! A converter that reports by an interrupt. The interrupt is enabled while a task waits, and disabled when the wait
//! ends or is given up. Nothing is allocated.
//!
//! ```
//! use spmc_waker::{Waitable, waitable};
//! use core::sync::atomic::{AtomicU32, Ordering::{Acquire, Relaxed, Release}};
//!
//! # mod registers {
//! #     use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
//! #     pub static RUNNING: AtomicBool = AtomicBool::new(false);
//! #     pub fn start() { RUNNING.store(true, SeqCst) }
//! #     pub fn stop() { RUNNING.store(false, SeqCst) }
//! #     pub fn sample() -> u16 { 1234 }
//! # }
//! /// A word with this bit has a sample.
//! const FULL: u32 = 1 << 16;
//!
//! struct Adc { sample: AtomicU32 }
//!
//! #[waitable(notifier = AdcInterrupt, waiter = AdcReader, storage = borrowed)]
//! impl Adc {
//!     #[notify]
//!     fn on_sample(&self, sample: u16) { self.sample.store(FULL | u32::from(sample), Release) }
//!
//!     #[wait(sample)]
//!     fn try_sample(&self) -> Option<u16> {
//!         let word = self.sample.swap(0, Acquire);
//!         (word & FULL != 0).then_some(word as u16)
//!     }
//!
//!     #[arm]
//!     fn start(&self) { registers::start() }
//!
//!     /// A sample that comes after the wait was given up is not for the next one.
//!     #[disarm]
//!     fn stop(&self) {
//!         registers::stop();
//!         self.sample.store(0, Relaxed);
//!     }
//! }
//!
//! static ADC: Waitable<Adc> = Waitable::new(Adc { sample: AtomicU32::new(0) });    // in `.bss`
//!
//! fn adc_interrupt() {
//!     AdcInterrupt::new(&ADC).on_sample(registers::sample());
//! }
//!
//! let mut adc = AdcReader::claim(&ADC).expect("the driver is made once");
//! # use std::sync::atomic::Ordering::SeqCst;
//! # std::thread::spawn(|| { while !registers::RUNNING.load(SeqCst) {} adc_interrupt() });
//! assert_eq!(futures::executor::block_on(adc.sample()), 1234);
//! # assert!(!registers::RUNNING.load(SeqCst));
//! ```
//!
//! # Byte pipe
//!
//! Two ends, and a buffer of bytes between them. A check with an argument gives `poll_…` methods that the traits
//! call.
//!
//! ```
//! use futures::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
//! use spmc_waker::waitable;
//! use std::{
//!     collections::VecDeque,
//!     io::{self, Read},
//!     pin::Pin,
//!     sync::Mutex,
//!     task::{Context, Poll},
//! };
//!
//! struct Pipe { state: Mutex<State>, capacity: usize }
//!
//! struct State { bytes: VecDeque<u8>, is_closed: bool }
//!
//! #[waitable(waiter = pub PipeWriter, waiter = pub PipeReader)]
//! impl Pipe {
//!     #[wait(push, by = PipeWriter, wakes = PipeReader)]
//!     fn try_push(&self, bytes: &[u8]) -> Poll<io::Result<usize>> {
//!         let mut state = self.state.lock().unwrap();
//!         let room = self.capacity - state.bytes.len();
//!         if state.is_closed {
//!             return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
//!         }
//!         if room == 0 && !bytes.is_empty() {
//!             return Poll::Pending;
//!         }
//!         let n = room.min(bytes.len());
//!         state.bytes.extend(&bytes[..n]);
//!         Poll::Ready(Ok(n))
//!     }
//!
//!     /// Returns 0 once the writer is gone and all is read.
//!     #[wait(pull, by = PipeReader, wakes = PipeWriter)]
//!     fn try_pull(&self, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
//!         let mut state = self.state.lock().unwrap();
//!         if state.bytes.is_empty() && !state.is_closed && !buffer.is_empty() {
//!             return Poll::Pending;
//!         }
//!         Poll::Ready(state.bytes.read(buffer))
//!     }
//!
//!     #[on_drop(PipeWriter, PipeReader)]
//!     fn close(&self) { self.state.lock().unwrap().is_closed = true }
//!
//!     #[notify(by = PipeWriter, wakes = PipeReader)]
//!     fn finish(&self) { self.close() }
//! }
//!
//! impl AsyncRead for PipeReader {
//!     fn poll_read(
//!         self: Pin<&mut Self>,
//!         cx: &mut Context<'_>,
//!         buffer: &mut [u8],
//!     ) -> Poll<io::Result<usize>> {
//!         self.get_mut().poll_pull(cx, buffer)
//!     }
//! }
//!
//! impl AsyncWrite for PipeWriter {
//!     fn poll_write(
//!         self: Pin<&mut Self>,
//!         cx: &mut Context<'_>,
//!         bytes: &[u8],
//!     ) -> Poll<io::Result<usize>> {
//!         self.get_mut().poll_push(cx, bytes)
//!     }
//!
//!     fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
//!         Poll::Ready(Ok(()))
//!     }
//!
//!     fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
//!         self.finish();
//!         Poll::Ready(Ok(()))
//!     }
//! }
//!
//! pub fn pipe(capacity: usize) -> (PipeWriter, PipeReader) {
//!     let state = State { bytes: VecDeque::with_capacity(capacity), is_closed: false };
//!     Pipe { state: Mutex::new(state), capacity }.into_pair()
//! }
//!
//! let (mut writer, mut reader) = pipe(16);
//! let writing = std::thread::spawn(move || futures::executor::block_on(async {
//!     writer.write_all(&[7; 1000]).await?;
//!     writer.close().await
//! }));
//! let mut received = Vec::new();
//! futures::executor::block_on(reader.read_to_end(&mut received)).unwrap();
//! assert_eq!(received, [7; 1000]);
//! writing.join().unwrap().unwrap();
//! ```
//!
//! tokio's `AsyncRead` has another buffer. Its `poll_read` is:
//!
//! ```rust,ignore
//! self.get_mut().poll_pull(cx, buffer.initialize_unfilled()).map_ok(|n| buffer.advance(n))
//! ```
//!
//! # Debounce
//!
//! Many changes in a short time become one report. It comes when there was no change for a while, and in any case some
//! time after the first change.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{
//!     sync::atomic::{AtomicBool, Ordering::{Acquire, Release}},
//!     time::{Duration, Instant},
//! };
//!
//! #[derive(Default)]
//! pub struct Document { is_changed: AtomicBool }
//!
//! #[waitable(notifier = Editor, waiter = Edits)]
//! impl Document {
//!     #[notify]
//!     pub fn change(&self) { self.is_changed.store(true, Release) }
//!
//!     /// Takes the changes.
//!     #[wait(changed, blocking, within)]
//!     pub fn try_changed(&self) -> bool { self.is_changed.swap(false, Acquire) }
//! }
//!
//! impl Edits {
//!     /// Waits for changes, until there was none for `quiet`, but not longer than `limit`.
//!     pub async fn debounced<F: Future>(
//!         &mut self,
//!         quiet: Duration,
//!         limit: Duration,
//!         sleep_until: impl Fn(Instant) -> F,
//!     ) {
//!         self.changed().await;
//!         let deadline = Instant::now() + limit;
//!         loop {
//!             let until = deadline.min(Instant::now() + quiet);
//!             let is_quiet = self.changed_within(sleep_until(until)).await.is_err();
//!             if is_quiet || Instant::now() >= deadline {
//!                 return;
//!             }
//!         }
//!     }
//!
//!     /// The same on a thread.
//!     pub fn blocking_debounced(&mut self, quiet: Duration, limit: Duration) {
//!         self.blocking_changed();
//!         let deadline = Instant::now() + limit;
//!         while Instant::now() < deadline
//!             && self.changed_deadline(deadline.min(Instant::now() + quiet)).is_ok()
//!         {}
//!     }
//! }
//!
//! # let sleep_until = |until: Instant| {
//! #     let (over, is_over) = futures::channel::oneshot::channel();
//! #     std::thread::spawn(move || { std::thread::sleep(until - Instant::now()); over.send(()) });
//! #     is_over
//! # };
//! let (editor, mut edits) = Document::default().into_pair();
//! let (quiet, limit) = (Duration::from_millis(20), Duration::from_secs(1));
//! editor.change();
//! editor.change();
//! futures::executor::block_on(edits.debounced(quiet, limit, sleep_until));
//! assert!(!edits.try_changed(), "it is one report");
//! editor.change();
//! edits.blocking_debounced(quiet, limit);
//! ```
//!
//! `sleep_until` is your executor's: `|until| tokio::time::sleep_until(until.into())`, or embassy's `Timer::at` with
//! its own `Instant`. A wait that times out has taken no change.
//!
//! # Request and response
//!
//! A task owns something, and answers what others ask it. Each request carries the notifier of its answer. A
//! requester that is given up costs the task nothing but an answer that nobody takes.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, sync::Mutex, task::Poll};
//!
//! struct Requests<Q, A> { state: Mutex<(VecDeque<(Q, Reply<A>)>, bool)> }
//!
//! #[waitable(notifier = pub Client, waiter = pub Server)]
//! impl<Q, A> Requests<Q, A> {
//!     /// Returns the request if the server is gone.
//!     #[notify(when = |sent| sent.is_ok())]
//!     fn send(&self, request: Q, reply: Reply<A>) -> Result<(), Q> {
//!         let mut state = self.state.lock().unwrap();
//!         if state.1 {
//!             return Err(request);
//!         }
//!         state.0.push_back((request, reply));
//!         Ok(())
//!     }
//!
//!     /// The next request; `None` once all clients are gone.
//!     #[wait(request)]
//!     pub fn try_request(&self) -> Poll<Option<(Q, Reply<A>)>> {
//!         let mut state = self.state.lock().unwrap();
//!         match state.0.pop_front() {
//!             Some(request) => Poll::Ready(Some(request)),
//!             None if state.1 => Poll::Ready(None),
//!             None => Poll::Pending,
//!         }
//!     }
//!
//!     /// Drops the requests that nobody will answer. Their clients are woken.
//!     #[on_drop(Server)]
//!     fn abandon(&self) {
//!         let mut state = self.state.lock().unwrap();
//!         state.1 = true;
//!         let unanswered = std::mem::take(&mut state.0);
//!         drop(state);
//!         drop(unanswered);
//!     }
//!
//!     #[on_drop(Client)]
//!     fn close(&self) { self.state.lock().unwrap().1 = true }
//! }
//!
//! struct Slot<A> { answer: Mutex<Poll<Option<A>>> }
//!
//! #[waitable(notifier = pub Reply, waiter = pub(self) Answer)]
//! impl<A> Slot<A> {
//!     #[notify(last)]
//!     pub fn send(&self, answer: A) { *self.answer.lock().unwrap() = Poll::Ready(Some(answer)) }
//!
//!     #[wait(answer, await)]
//!     fn try_answer(&self) -> Poll<Option<A>> {
//!         std::mem::replace(&mut *self.answer.lock().unwrap(), Poll::Pending)
//!     }
//!
//!     #[on_drop(Reply)]
//!     fn decline(&self) { *self.answer.lock().unwrap() = Poll::Ready(None) }
//! }
//!
//! impl<Q, A> Client<Q, A> {
//!     /// Returns the answer; `None` if the server is gone or declined to answer.
//!     pub async fn ask(&self, request: Q) -> Option<A> {
//!         let (reply, answer) = Slot { answer: Mutex::new(Poll::Pending) }.into_pair();
//!         self.send(request, reply).ok()?;
//!         answer.await
//!     }
//! }
//!
//! let (client, mut server) = Requests { state: Mutex::default() }.into_pair();
//! let serving = std::thread::spawn(move || futures::executor::block_on(async move {
//!     while let Some((number, reply)) = server.request().await {
//!         if number < 100 {
//!             reply.send(number * 2);
//!         }
//!     }
//! }));
//! futures::executor::block_on(async {
//!     assert_eq!(client.ask(21).await, Some(42));
//!     assert_eq!(client.ask(100).await, None);
//! });
//! drop(client);
//! serving.join().unwrap();
//! ```
//!
//! # Public handles
//!
//! A library keeps its condition private, and documents and exports its handles and their futures. Users see no type
//! that the library does not name.
//!
//! ```
//! pub mod download {
//!     //! The public module.
//!
//!     use spmc_waker::waitable;
//!     use std::{sync::Mutex, task::Poll};
//!
//!     /// Why a download failed.
//!     #[derive(Clone, Debug)]
//!     #[non_exhaustive]
//!     pub enum Error { Aborted }
//!
//!     type Outcome = Result<Vec<u8>, Error>;
//!
//!     struct State { outcome: Mutex<Option<Outcome>> }
//!
//!     #[waitable(
//!         notifier = pub(crate) Connection,
//!         /// A download that runs in the background. It is a future.
//!         ///
//!         /// Dropping it does not stop the download.
//!         #[must_use = "a download does nothing for you unless it is awaited"]
//!         waiter = pub Download
//!     )]
//!     impl State {
//!         #[notify(last)]
//!         pub(crate) fn finish(&self, bytes: Vec<u8>) {
//!             *self.outcome.lock().unwrap() = Some(Ok(bytes));
//!         }
//!
//!         /// Takes the outcome, if the download is over.
//!         #[wait(outcome, await, doc = "Waits until the download is over, and takes the outcome.")]
//!         pub fn try_outcome(&self) -> Option<Result<Vec<u8>, Error>> {
//!             self.outcome.lock().unwrap().take()
//!         }
//!
//!         #[on_drop(notifier)]
//!         fn abort(&self) { *self.outcome.lock().unwrap() = Some(Err(Error::Aborted)) }
//!     }
//!
//!     impl Download {
//!         /// Begins a download.
//!         pub fn start(url: &str) -> Self {
//!             let (connection, download) = State { outcome: Mutex::new(None) }.into_pair();
//!             let url = url.to_owned();
//!             std::thread::spawn(move || connection.finish(url.into_bytes()));
//!             download
//!         }
//!     }
//! }
//!
//! // What the crate's root exports: the handle, and the future of its wait.
//! pub use download::{Download, DownloadOutcome};
//!
//! let bytes = futures::executor::block_on(Download::start("https://example.org"));
//! assert_eq!(bytes.unwrap(), b"https://example.org");
//! ```
//!
//! [Compatibility](super::compatibility) says which later edits of the condition break the handles' users.
