//! Each option, with an example and the mistake that it prevents.
//!
//! # `notifier`, `waiter` and `waiters`
//!
//! They name the handles. `waiter = Name` is one handle, `waiters = Name` are any number, and there may be several
//! of both: [`waiters`](super::waiters) says which handles there are then. With one kind of waiters, there is a
//! notifier, unless you write `notifier = none`. A visibility may stand before the name: `notifier = pub(crate)
//! Stopper`. `pub(self)` makes a handle private. Without a visibility, handles have that of the struct or, on an
//! impl, that of the most visible marked method. A private condition can have public handles, and the other way
//! round. There is one exception: the short form's `notify` takes a closure whose type names the condition, so the
//! condition must be as visible as the notifier. **Prevents:** an API whose types are called `ChanNotifier`.
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
//! Documentation before the option is that of the handle. `must_use`, `deprecated`, `allow` and `expect` can
//! stand there, too. **Prevents:** public handles whose documentation does not say what they are for.
//!
//! ```
//! #![deny(missing_docs)]
//! # //! A crate.
//! use spmc_waker::waitable;
//! use std::sync::Mutex;
//!
//! /// A job, once somebody has left one.
//! #[derive(Default)]
//! pub struct Job(Mutex<Option<u32>>);
//!
//! #[waitable(
//!     /// Leaves a job for its [`Worker`].
//!     notifier = Foreman,
//!     /// Takes the jobs that a [`Foreman`] leaves.
//!     #[must_use = "a job that nobody takes is not done"]
//!     waiter = Worker
//! )]
//! impl Job {
//!     /// Leaves a job.
//!     #[notify]
//!     pub fn leave(&self, job: u32) { *self.0.lock().unwrap() = Some(job) }
//!
//!     /// Takes the job, if there is one.
//!     #[wait(take)]
//!     pub fn try_take(&self) -> Option<u32> { self.0.lock().unwrap().take() }
//! }
//!
//! let (foreman, mut worker) = Job::default().into_pair();
//! foreman.leave(7);
//! assert_eq!(futures::executor::block_on(worker.take()), 7);
//! ```
//!
//! ## Fields of a handle
//!
//! A handle can have data of its own. Its methods get that as `#[field]` arguments, without synchronisation.
//! They take `&mut self` for a `&mut T`, and `&self` for a `&T`. A field with a value starts with that value,
//! which is computed without the condition. A field without one is an argument of `into_handle`, `into_pair`,
//! `into_handles`, `of`, `new` or `claim`, in the order of the attribute. Use such an argument for a value
//! that depends on the condition. A notifier's fields, and those of `waiters`, are cloned with the handle.
//! **Prevents:** a lock, or an atomic, for a batch, for the version that was last seen, or for one end of a
//! lock-free ring.
//!
//! To read a field without waiting, write an impl on the handle, or a `#[query(by = NAME)]` that needs the condition
//! as well. The fields are private to the module of the attribute:
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
//!
//!     #[query(by = Receiver)]
//!     fn len(&self, #[field] batch: &VecDeque<Message>) -> usize { batch.len() + self.queue.lock().unwrap().len() }
//! }
//!
//! impl Receiver {
//!     /// How many messages can be received without the lock.
//!     fn buffered(&self) -> usize { self.batch.len() }
//! }
//!
//! let (mut sender, mut receiver) = Chan::default().into_pair("a");
//! sender.send('x');
//! let mut clone = sender.clone();    // its fields are cloned with it
//! clone.send('y');
//! futures::executor::block_on(async {
//!     assert_eq!(receiver.recv().await, ("a", 1, 'x'));
//!     assert_eq!((receiver.buffered(), receiver.len()), (1, 1));
//!     assert_eq!(receiver.recv().await, ("a", 2, 'y'));
//! });
//! ```
//!
//! ## The types of handles and futures
//!
//! Handles and futures are types of your module, so other types can hold them:
//!
//! | type | generics |
//! |---|---|
//! | a handle | those of the struct or, on an impl, of the impl, with their bounds: `Sender<T>` |
//! | a handle with `storage = borrowed` | the lifetime of the borrow, then the same: `Sender<'a, T>`, or `Sender<'static, T>` for a `static` |
//! | a future | the lifetime of the borrow of its handle, then those of the struct or the impl: `ReceiverRecv<'_, T>`; then those of the check, and a lifetime for each reference that it takes. A handle with `storage = borrowed` adds no lifetime |
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
//! The check of the short form, and the only option that this form needs. The closure returns `bool`, or
//! declares another type: `|slot| -> Option<u32> { … }`. **Prevents:** an impl with methods where one closure
//! will do.
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
//! With `sync = true`, the default, no wakeup is lost, whatever orderings *one* atomic, or one lock, is
//! accessed with. (The first example of this page uses `Relaxed`.) [Two atomics that look at each
//! other](super::choosing#two-atomics-that-look-at-each-other) have to be ordered by you.
//!
//! With `sync = false`, waking nobody costs one load. This is a promise of yours that the condition is
//! `SeqCst`. The macro helps you to keep it: a weaker ordering in a marked method does not compile.
//! **Prevents:** a wakeup that is lost by an ordering that was weakened. On x86-64 such code may work for
//! years.
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
//! The macro looks for the orderings by their names, in `when` and in the bodies of `#[notify]`, `#[wait]`
//! and `#[on_drop]` methods. **It does not see these**, and they may lose a wakeup:
//!
//! | a weak ordering | for example |
//! |---|---|
//! | by another name | `use Ordering::Release as R` |
//! | in a constant | `const HOW: Ordering = Ordering::Release` |
//! | in an argument | `fn set(&self, how: Ordering)` |
//! | in a method that the marked one calls | a helper without a marker |
//! | in a type of your own, or of another crate | a queue, or an atomic that chooses its orderings itself |
//!
//! A method without a marker is also the way out for what is not part of the condition, such as a counter for
//! statistics. The macro cannot see the closures that the short form's `notify` takes, so `sync = false`
//! needs the impl form.
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
//! With `cached = true`, the default, each handle keeps the last waker of each of its waits, so a task that waits
//! again and again clones its waker once. Take `false` if wakers are cheap to clone, or if each wait is made by
//! another task. No waker then outlives its registration. In both cases, `unregister` and the waiter's drop drop the
//! wakers. Several tasks that share one of `waiters` keep one finished task's waker for each wait, until then.
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
//! With `storage = owned`, the default, the handles own the condition together, in one allocation. (With `waiters`,
//! the slots of more and more tasks that wait at once add others.) With `storage = borrowed`, they borrow it from a
//! [`Waitable`](crate::Waitable) that you place, and `waiters = Name[N]` says how many of them there can be.
//! **Prevents:** an allocation, `unsafe` around a `static`, and two tasks that overwrite each other's waker in it.
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
//! The path of this crate. Use it if this crate is renamed in `Cargo.toml`, or re-exported by another one. A
//! `macro_rules!` macro whose crate re-exports this one writes `crate = $crate::spmc_waker`. **Prevents:** a
//! dependency on this crate in every crate that uses your macro.
//!
//! ```
//! # use spmc_waker as reexported;
//! # use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
//! #[reexported::waitable(until = |flag| flag.0.load(Relaxed), crate = reexported)]
//! struct Flag(AtomicBool);
//! ```
