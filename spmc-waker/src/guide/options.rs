//! What each option does, with an example and the mistake that it prevents.
//!
//! # `notifier` and `waiter`
//!
//! They name the handles. `waiter` may be there several times: see [`waiters`](super::waiters). A
//! visibility stands before the name, `notifier = pub(crate) Stopper`; `pub(self)` makes a handle private.
//! Without one, handles have the visibility of the struct or, on an impl, that of the most visible marked
//! method. A private condition can have public handles, and the other way round. Only the `notify` of the
//! short form, whose closure names the condition, needs one that is as visible as the notifier.
//! **Prevents:** an API whose types are called `ChanNotifier`.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
//!
//! #[waitable(until = |stop| stop.0.load(Relaxed), notifier = pub(crate) Stopper, waiter = pub Stopped)]
//! #[derive(Default)]
//! pub(crate) struct Stop(AtomicBool);
//!
//! let (stopper, stopped): (Stopper, Stopped) = Stop::default().into_pair();
//! stopper.notify(|stop| stop.0.store(true, Relaxed));
//! futures::executor::block_on(stopped);
//! ```
//!
//! ## Fields of a handle
//!
//! A handle can have data of its own. Its methods reach that as `#[field]` arguments, without
//! synchronisation, and take `&mut self`. A field with a value starts with that value, which does not see
//! the condition. A field without one is an argument of `into_pair`, `into_handles`, `new` or `claim`, in
//! the order of the attribute. Pass what depends on the condition there.
//! **Prevents:** a lock, or an atomic, for a batch, a version seen, or one end of a lock-free ring.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::{collections::VecDeque, mem, sync::Mutex};
//!
//! /// The sender's name, its count, and a value.
//! type Message = (&'static str, u32, char);
//!
//! #[derive(Default)]
//! struct Chan { queue: Mutex<VecDeque<Message>> }
//!
//! #[waitable(
//!     notifier = Sender { name: &'static str, sent: u32 = 0 },
//!     waiter = Receiver { batch: VecDeque<Message> = VecDeque::new() },
//! )]
//! impl Chan {
//!     #[notify]
//!     fn send(&self, #[field] name: &mut &'static str, #[field] sent: &mut u32, value: char) {
//!         *sent += 1;
//!         self.queue.lock().unwrap().push_back((*name, *sent, value));
//!     }
//!
//!     /// Takes the lock once for each batch, not for each message.
//!     #[wait(recv)]
//!     fn try_recv(&self, #[field] batch: &mut VecDeque<Message>) -> Option<Message> {
//!         if batch.is_empty() {
//!             mem::swap(batch, &mut self.queue.lock().unwrap());
//!         }
//!         batch.pop_front()
//!     }
//! }
//!
//! let (mut sender, mut receiver) = Chan::default().into_pair("a");
//! sender.send('x');
//! let mut clone = sender.clone();    // its fields are cloned with it
//! clone.send('y');
//! futures::executor::block_on(async {
//!     assert_eq!(receiver.recv().await, ("a", 1, 'x'));
//!     assert_eq!(receiver.recv().await, ("a", 2, 'y'));
//! });
//! ```
//!
//! ## The types of handles and futures
//!
//! Handles and futures are types of your module, which other types can hold:
//!
//! | type | generics |
//! |---|---|
//! | a handle | those of the struct or, on an impl, of the impl, with their bounds: `Sender<T>` |
//! | a handle with `storage = borrowed` | the borrow, then the same: `Sender<'a, T>`, `Sender<'static, T>` of a `static` |
//! | a future | the borrow of its handle, then the same: `ReceiverRecv<'_, T>`; then those of the check, and a lifetime for each reference that it takes |
//!
//! ```
//! use spmc_waker::{Waitable, waitable};
//! use std::sync::Mutex;
//!
//! struct Slot<T> { value: Mutex<Option<T>> }
//!
//! #[waitable(notifier = Put, waiter = Take, storage = borrowed)]
//! impl<T> Slot<T> {
//!     #[notify]
//!     fn put(&self, value: T) { *self.value.lock().unwrap() = Some(value) }
//!
//!     #[wait(take)]
//!     fn try_take(&self) -> Option<T> { self.value.lock().unwrap().take() }
//! }
//!
//! static BYTE: Waitable<Slot<u8>> = Waitable::new(Slot { value: Mutex::new(None) });
//!
//! struct Driver { put: Put<'static, u8>, take: Take<'static, u8> }
//!
//! impl Driver {
//!     fn take(&mut self) -> TakeTake<'_, u8> { self.take.take() }
//! }
//!
//! let mut driver = Driver { put: Put::new(&BYTE), take: Take::claim(&BYTE).unwrap() };
//! driver.put.put(7);
//! assert_eq!(futures::executor::block_on(driver.take()), 7);
//! ```
//!
//! # `until`
//!
//! The check of the short form, and the only option that this form must have. The closure returns `bool`,
//! or declares what else it returns: `|slot| -> Option<u32> { … }`. **Prevents:** an impl with one method
//! for what one closure says.
//!
//! ```
//! use spmc_waker::waitable;
//! use std::sync::Mutex;
//!
//! #[waitable(until = |slot| -> Option<u32> { slot.value.lock().unwrap().take() })]
//! #[derive(Default)]
//! struct Slot { value: Mutex<Option<u32>> }
//!
//! let (notifier, waiter) = Slot::default().into_pair();
//! notifier.notify(|slot| *slot.value.lock().unwrap() = Some(7));
//! assert_eq!(futures::executor::block_on(waiter), 7);
//! ```
//!
//! # `sync`
//!
//! With `sync = true`, the default, a wakeup cannot be lost, whatever orderings the condition uses. (The
//! example above uses `Relaxed`.) With `sync = false`, waking nobody costs one load, and weak orderings
//! where a handle changes or checks the condition do not compile. **Prevents:** a wakeup lost by an
//! ordering that was weakened; on x86-64 such code may work for years.
//!
//! ```compile_fail
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, Ordering::{Acquire, SeqCst}};
//! # struct Flag(AtomicBool);
//! #[waitable(sync = false)]
//! impl Flag {
//!     #[notify]
//!     fn raise(&self) { self.0.store(true, SeqCst) }
//!
//!     #[wait]
//!     fn is_raised(&self) -> bool { self.0.load(Acquire) }    // can lose a wakeup
//! }
//! ```
//!
//! The macro looks for orderings by name, in `when` and in the bodies of `#[notify]`, `#[wait]` and
//! `#[on_drop]` methods. It does not see what these call: a counter for statistics, which is no part of
//! the condition, can move into a method without a marker. Nor does it see the closures that the short
//! form's `notify` takes. So `sync = false` needs the impl form.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
//! # #[derive(Default)]
//! # struct Flag(AtomicBool);
//! #[waitable(sync = false)]
//! impl Flag {
//!     #[notify]
//!     fn raise(&self) { self.0.store(true, SeqCst) }
//!
//!     #[wait(raised, await)]
//!     fn is_raised(&self) -> bool { self.0.load(SeqCst) }
//! }
//! # let (notifier, waiter) = Flag::default().into_pair();
//! # notifier.raise();
//! # futures::executor::block_on(waiter);
//! ```
//!
//! # `cached`
//!
//! With `cached = true`, the default, the last waker is kept, so a task that waits again and again clones
//! its waker once. Take `false` where wakers are cheap to clone, or where each wait is made by another
//! task: no waker then outlives its registration. In both cases, dropping the waiter drops the waker.
//! **Prevents:** a reference count that goes up and down for each message.
//!
//! ```
//! # use spmc_waker::waitable;
//! # use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
//! #[waitable(until = |done| done.0.load(Relaxed), cached = false)]
//! # #[derive(Default)]
//! struct Done(AtomicBool);
//! # let (notifier, waiter) = Done::default().into_pair();
//! # notifier.notify(|done| done.0.store(true, Relaxed));
//! # futures::executor::block_on(waiter);
//! ```
//!
//! # `storage`
//!
//! With `storage = owned`, the default, the handles own the condition together, in one allocation. With
//! `storage = borrowed`, they borrow it from a [`Waitable`](crate::Waitable) of yours. **Prevents:** an
//! allocation, `unsafe` around a `static`, and two tasks that wait there.
//!
//! ```
//! # use spmc_waker::{Waitable, waitable};
//! # use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
//! struct Ticks(AtomicU32);
//!
//! #[waitable(notifier = Timer, waiter = Watcher, storage = borrowed)]
//! impl Ticks {
//!     #[notify]
//!     fn tick(&self) { self.0.fetch_add(1, Relaxed); }
//!
//!     #[wait(reach)]
//!     fn has_reached(&self, ticks: u32) -> bool { self.0.load(Relaxed) >= ticks }
//! }
//!
//! static TICKS: Waitable<Ticks> = Waitable::new(Ticks(AtomicU32::new(0)));
//!
//! let mut watcher = Watcher::claim(&TICKS).expect("nobody else waits");
//! assert!(Watcher::claim(&TICKS).is_none());
//! std::thread::spawn(|| (0..3).for_each(|_| Timer::new(&TICKS).tick()));
//! futures::executor::block_on(watcher.reach(3));
//! ```
//!
//! # `crate`
//!
//! Says where this crate is. Use it in macros and crates that re-export this one, and where it is renamed
//! in `Cargo.toml`. A `macro_rules!` macro whose crate re-exports this one writes `crate =
//! $crate::spmc_waker`. **Prevents:** a dependency on this crate in every crate that uses your macro.
//!
//! ```
//! # use spmc_waker as reexported;
//! # use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
//! #[reexported::waitable(until = |flag| flag.0.load(Relaxed), crate = reexported)]
//! struct Flag(AtomicBool);
//! ```
