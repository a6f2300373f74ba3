//! Each option, with an example and the mistake that it prevents.
//!
//! # `notifier` and `waiter`
//!
//! The handles' names, with a visibility if theirs is not to be that of the struct or, on an impl,
//! of the most visible marked method; `pub(self)` makes a handle private. A private condition can have
//! public handles, and the other way round; only the short form's `notify`, whose closure names the
//! condition, needs one that is as visible as the notifier. **Prevents:** an API whose types are called `ChanNotifier`.
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
//! # `sync`
//!
//! `true` unless you say otherwise: a wakeup cannot be lost whatever orderings the condition uses, as
//! above. With `sync = false`, waking nobody costs one load, and weak orderings where a handle changes
//! or checks the condition do not compile. **Prevents:** a wakeup lost by an ordering that was
//! weakened; on x86-64 such a thing may work for years.
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
//! The check is by name, and looks at the bodies of `#[notify]` and `#[wait]` methods, and of
//! `#[on_drop]` ones after which somebody is woken. It does not see what these call: a counter for
//! statistics, which is not part of the condition, can move into a method without a marker. Nor does it
//! see the closures that the short form's `notify` takes, so `sync = false` needs the impl form.
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
//!     #[wait(raised, default)]
//!     fn is_raised(&self) -> bool { self.0.load(SeqCst) }
//! }
//! # let (notifier, waiter) = Flag::default().into_pair();
//! # notifier.raise();
//! # futures::executor::block_on(waiter);
//! ```
//!
//! # `cached`
//!
//! `true` unless you say otherwise: the last waker is kept, so that a task that waits again and again
//! clones its waker once. `false` is for wakers that are cheap to clone, or waits that are each made
//! by another task; no waker outlives its registration then. Either way, dropping the waiter drops the
//! waker. **Prevents:** a reference count that goes up and down for each message.
//!
//! # `storage`
//!
//! `arc`, the default, makes handles that own the condition together. `ref` makes handles that borrow
//! it from a [`Waitable`](crate::Waitable) of yours. **Prevents:** an allocation, and `unsafe` around a
//! `static`.
//!
//! ```
//! # use spmc_waker::{Waitable, waitable};
//! # use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
//! struct Ticks(AtomicU32);
//!
//! #[waitable(storage = ref)]
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
//! let mut waiter = TICKS.waiter().expect("nobody else waits");
//! std::thread::spawn(|| (0..3).for_each(|_| TICKS.notifier().tick()));
//! futures::executor::block_on(waiter.reach(3));
//! ```
//!
//! # `crate`
//!
//! Where this crate is, for macros and crates that re-export it, and where it is renamed in
//! `Cargo.toml`.
//!
//! ```
//! # use spmc_waker as reexported;
//! # use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
//! #[reexported::waitable(until = |flag| flag.0.load(Relaxed), crate = reexported)]
//! struct Flag(AtomicBool);
//! ```
