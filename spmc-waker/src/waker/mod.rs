//! The waker: two slots and a state word, which two sides share.
//!
//! The registering side writes a waker into a slot that no wake may use, and then *publishes* it: it stores a state
//! that shows the registration. A wake that finds a registration *claims* it: it removes the registration from the
//! state by a compare-exchange. No wake changes a state in which nothing is registered, so the registering side may
//! publish over such a state with a plain store. (With `SYNC` it must not: a wake performs a read-modify-write in
//! every state, and a store would hide that from the next registration. A set has words that order both: see
//! `publish_in_set`.)
//!
//! With `CACHED`, slot 0 is the *cached slot*. Its waker outlives the registration: a wake uses it by reference, and
//! then releases the slot. A tag in its vtable pointer says that the slot is in use: its waker is registered, or a wake
//! is inside it. Slot 1, the *transient slot*, holds a registration that is made while the cached slot is in use. A
//! wake takes the waker in that slot by value. Without `CACHED`, both slots are transient and are used alternately.
//!
//! A new waker is all zeros, so a `static` takes no room in the program's image.
//!
//! # Why no wakeup is lost
//!
//! Without `SYNC`, one side writes the condition and then loads the state in `wake`. The other side stores the state
//! in `register` and then reads the condition. All four operations are `SeqCst`, so one side sees the other's write.
//! With `SYNC`, both sides perform a read-modify-write on the state instead. One of these comes first, and the other
//! acquires what it released.
//!
//! If the same waker is registered already, `register` leaves the registration as it is. The load that finds it and the
//! compare-exchange that claims it are `SeqCst` in both modes. With a weaker ordering, the load could miss a claim whose
//! wake led to this very poll. Then neither this poll's check nor the next wake would see the other. The wake itself
//! must order the claim before the poll. The documentation of [`SpmcWaker`] requires this of executors, and of the
//! thread that blocks.

mod claim;
mod claim_waker;
mod overlap;
mod publish;
mod readiness;
mod register;
mod registrar;
mod side;
mod slot;
mod state;
mod unchecked;
mod unregister;
mod wait_until;
mod wake;
mod wrap;

pub use claim_waker::ClaimWaker;
pub use readiness::Readiness;
pub use registrar::Registrar;
pub use wait_until::WaitUntil;

use crate::sync::{Ordering::Relaxed, const_fn, impl_init};
use core::{
    fmt,
    panic::{RefUnwindSafe, UnwindSafe},
};
use overlap::Overlap;
use slot::Slot;
use state::{AtomicState, State};

/// The index of the cached slot. Without `CACHED`, that of the odd registrations' slot.
const CACHED_SLOT: usize = 0;
/// The index of the transient slot. Without `CACHED`, that of the even registrations' slot.
const TRANSIENT_SLOT: usize = 1;

/// A waker for one task that registers and many threads that wake.
///
/// One task at a time registers; any number of threads call [`wake`](Self::wake). Every operation is
/// wait-free, apart from what the registered [`Waker`](core::task::Waker) does in its own clone, wake or
/// drop.
///
/// The right to register is a value, a [`Registrar`]: [`split`](Self::split) makes one from an exclusive borrow
/// of the waker, and a [`ClaimWaker`] gives out one at a time. Code that ensures by other means that only one
/// task registers can call the same methods here, which are `unsafe`.
///
/// The pattern is always the same: the waiting side checks its condition, registers, and **checks
/// again**; the waking side changes the condition, and then wakes. [`Registrar::wait_until`] and
/// [`Registrar::poll_wait_until`] implement the waiting side; `#[waitable]` implements both.
///
/// # `SYNC`
///
/// Whether the waker synchronises the condition.
///
/// * `false` (default): the condition must be written before `wake` and read after `register` by
///   `SeqCst` operations. Read-modify-writes on both sides suffice, too, if the writer's is at least
///   `Acquire` and the reader's at least `Release`. With nothing registered, `wake` is a single load.
/// * `true`: a `register` acquires what was released by every `wake` before it, so a condition that
///   is written and read `Relaxed` loses no wakeup. This promises wakeups, not visibility: a check
///   that is ready before registering has acquired nothing. `wake` performs one release
///   read-modify-write; with nothing registered, it does not dirty the cache line on x86-64.
///
/// # `CACHED`
///
/// Whether the last waker is kept for the next registration.
///
/// * `true` (default): registering the same waker again clones nothing, and it is woken by
///   reference. It is never dropped or overwritten while a wake still uses it.
///   [`clear`](Self::clear) drops it.
/// * `false`: `register` clones, and `wake` consumes.
///
/// # What an executor owes
///
/// A wake of a task that is already notified must still release, by a read-modify-write. The poll that
/// discards the notification must acquire it. (Or both are `SeqCst`.) If such a wake only loads, the poll may
/// miss what happened before the wake: it may find its old registration, although that wake has consumed it.
/// Then nobody wakes the task again.
///
/// `async-task` (smol), `embassy-executor`, the executors of `futures` and tokio meet this requirement. tokio
/// has met it since 1.48, 1.47.2 and 1.43.3, of October 2025. Before that, its `wake_by_ref` only loaded there
/// ([tokio#7589], fixed by [tokio#7622]).
///
/// [tokio#7589]: https://github.com/tokio-rs/tokio/issues/7589
/// [tokio#7622]: https://github.com/tokio-rs/tokio/pull/7622
///
/// # Limits
///
/// A count distinguishes registrations by value (all without `CACHED`, some with it) and calls of
/// [`clear`](Self::clear). It wraps after 2^61 of them, and on 32-bit targets after 2^29. If a wake stalls
/// between its load and its claim while exactly that many of them happen, or a multiple, it uses a waker that
/// has been dropped: undefined behaviour.
///
/// On 16-bit targets the crate does not compile: a count of 2^13 would not be safe.
///
/// # Example
///
/// ```
/// use spmc_waker::{ClaimWaker, Registrar};
/// use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
/// use std::task::{Context, Poll};
///
/// #[derive(Default)]
/// struct Event {
///     set: AtomicBool,
///     waker: ClaimWaker,
/// }
///
/// /// Waits for the event: the only one that does.
/// struct Listener<'a> {
///     event: &'a Event,
///     registrar: Registrar<'a>,
/// }
///
/// impl Event {
///     fn set(&self) {
///         self.set.store(true, SeqCst);
///         self.waker.wake();
///     }
///
///     fn listen(&self) -> Option<Listener<'_>> {
///         let registrar = self.waker.claim()?;
///         Some(Listener { event: self, registrar })
///     }
/// }
///
/// impl Listener<'_> {
///     fn poll_set(&mut self, cx: &mut Context<'_>) -> Poll<()> {
///         self.registrar.poll_wait_until(cx, || self.event.set.load(SeqCst))
///     }
/// }
/// #
/// # let event = Event::default();
/// # let mut listener = event.listen().unwrap();
/// # assert!(event.listen().is_none());
/// # let cx = &mut Context::from_waker(std::task::Waker::noop());
/// # assert!(listener.poll_set(cx).is_pending());
/// # event.set();
/// # assert!(listener.poll_set(cx).is_ready());
/// ```
pub struct SpmcWaker<const SYNC: bool = false, const CACHED: bool = true> {
    state: AtomicState,
    slots: [Slot; 2],
    overlap: Overlap,
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    const_fn! {
        /// Creates a waker with nothing registered.
        ///
        /// It is all zeros, so a `static` goes into `.bss` and takes no room in the program's image.
        ///
        /// `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            Self {
                state: AtomicState::new(),
                slots: [Slot::new(), Slot::new()],
                overlap: Overlap::new(),
            }
        }
    }

    /// Whether a waker is registered, for `Debug`: synchronises nothing.
    pub(crate) fn shows_registered(&self) -> bool {
        self.state.load(Relaxed).is_registered()
    }

    /// Returns the slot of a registration by value.
    #[inline]
    const fn transient_slot(&self, state: State) -> &Slot {
        if CACHED || !state.is_odd() {
            &self.slots[TRANSIENT_SLOT]
        } else {
            &self.slots[CACHED_SLOT]
        }
    }

    /// Returns the slot of the cached waker. It must not be used without `CACHED`.
    #[inline]
    const fn cached_slot(&self) -> &Slot {
        &self.slots[CACHED_SLOT]
    }
}

impl<const SYNC: bool, const CACHED: bool> Drop for SpmcWaker<SYNC, CACHED> {
    fn drop(&mut self) {
        // Relaxed, here and in the slots: `&mut self` comes after every other use.
        let state = self.state.load(Relaxed);
        // Bind both wakers before either is dropped. Then both are dropped even if one drop panics.
        let _cached = if CACHED && !state.cached_is_moved_out() {
            // SAFETY: no wake has taken the waker out, and because of `&mut self` none uses it. Nothing
            // reads the slot again.
            unsafe { self.cached_slot().read().untagged().into_owner() }
        } else {
            None
        };
        let _transient = if state.is_registered() && state.registration_is_by_value() {
            // SAFETY: the registration has not been consumed, so its waker is in the slot. Nothing reads
            // the slot again.
            Some(unsafe { self.transient_slot(state).read().to_waker() })
        } else {
            None
        };
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] SpmcWaker<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> fmt::Debug for SpmcWaker<SYNC, CACHED> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpmcWaker")
            .field("registered", &self.shows_registered())
            .finish_non_exhaustive()
    }
}

impl<const SYNC: bool, const CACHED: bool> Default for SpmcWaker<SYNC, CACHED> {
    fn default() -> Self {
        Self::new()
    }
}

// A panic in a waker's clone, wake or drop leaves nothing inconsistent behind.
impl<const SYNC: bool, const CACHED: bool> UnwindSafe for SpmcWaker<SYNC, CACHED> {}
impl<const SYNC: bool, const CACHED: bool> RefUnwindSafe for SpmcWaker<SYNC, CACHED> {}

// The slots' pointers are atomic, and therefore `Send` and `Sync`. They point to a `Waker`, which is both, too.
const _: () = {
    const fn is_send_and_sync<T: Send + Sync + Unpin>() {}
    is_send_and_sync::<SpmcWaker>();
    is_send_and_sync::<core::task::Waker>();
};
