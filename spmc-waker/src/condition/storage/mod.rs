//! How handles reach the condition: in a box that they own together, or by a borrow of a [`Waitable`].

mod borrowed;
#[cfg(feature = "alloc")]
mod count;
#[cfg(feature = "alloc")]
mod owned;

#[cfg(feature = "alloc")]
pub(super) use count::Count;
#[cfg(feature = "alloc")]
pub use owned::Owned;

use super::{
    debug,
    trace::{Caller, Resource},
    traits::Condition,
    wakers::{WakerSlot as _, Wakers},
    woken::{self, Waking},
};
use crate::{
    defer,
    sync::{AtomicUsize, const_fn, init},
};
use core::fmt;

/// A condition, and the wakers of the tasks that wait for it.
///
/// The condition structs that `#[waitable]` annotates stay plain structs. A `Waitable` contains such a condition, with
/// a waker for each of its waits. The condition in it is reached through its handles alone. `into_pair` makes one in a
/// box. With `storage = borrowed`, you place it, in a `static` or on the stack, and the handles borrow it:
///
/// ```
/// use spmc_waker::{Waitable, waitable};
/// use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
///
/// #[waitable(until = |event| event.0.load(Acquire), storage = borrowed)]
/// struct Event(AtomicBool);
///
/// static EVENT: Waitable<Event> = Waitable::new(Event(AtomicBool::new(false)));
///
/// let waiter = EventWaiter::claim(&EVENT).expect("there is no other");
/// assert!(EventWaiter::claim(&EVENT).is_none());
/// let notifier = EventNotifier::new(&EVENT);
/// std::thread::spawn(move || notifier.notify(|event| event.0.store(true, Release)));
/// futures::executor::block_on(waiter);
/// ```
///
/// A `waiter` can be claimed once at a time, and `waiters = Name[N]` `N` times. Notifiers are made by `new`, any number
/// of them. A new `Waitable` around a condition of zeros is all zeros, so a `static` takes no space in the image.
pub struct Waitable<C: Condition> {
    /// The handles that exist. `owned.rs` counts them here, and `borrowed.rs` has a bit for each.
    handles: AtomicUsize,
    /// The number of owning handles of each kind of `waiters`.
    #[cfg(feature = "alloc")]
    counts: <C::Wakers as Wakers>::Counts,
    wakers: C::Wakers,
    resource: Resource,
    condition: C,
}

impl<C: Condition> Waitable<C> {
    const_fn! {
        /// A condition that nobody waits for yet.
        ///
        /// `const`, except under `--cfg loom`.
        #[cfg_attr(feature = "tracing", track_caller)]
        pub fn new(condition: C) -> Self {
            Self {
                handles: AtomicUsize::new(0),
                #[cfg(feature = "alloc")]
                counts: init!(<C::Wakers as Wakers>::Counts),
                wakers: init!(C::Wakers),
                resource: Resource::new(Caller::here()),
                condition,
            }
        }
    }

    /// Recovers from handles that were forgotten, which were not dropped and never will be: waiters
    /// can be claimed again, and the wakers that those have left are dropped. All handles are free, since none can
    /// borrow this now.
    ///
    /// The condition stays as it is, and no hook runs.
    ///
    /// # Panics
    ///
    /// Panics of such a waker's drop are passed on, when all is done. Where several panic, the first is
    /// passed on; without the feature `std`, the process aborts.
    pub fn reset(&mut self) {
        self.handles = AtomicUsize::new(0);
        // After a panic, wakers that were cleared before have nothing left to clear.
        defer::each(self.wakers.inline_slots(), |waker| {
            // SAFETY: because of `&mut self`, no other call can overlap with this one. Earlier ones happen before it,
            // and later ones after it. A repeated call after a panic does not overlap either, because the first has
            // ended.
            unsafe { waker.clear_slot() };
        });
    }

    /// Returns the condition.
    ///
    /// # Panics
    ///
    /// Panics of the drop of a waker, which a forgotten waiter has left, are passed on. The condition is
    /// dropped then.
    pub fn into_inner(self) -> C {
        let Self {
            wakers,
            resource,
            condition,
            ..
        } = self;
        // Drop these while the condition is a local: if this panics, Rust leaks a value that is already in the return
        // place (rust-lang/rust#47949).
        drop((wakers, resource));
        condition
    }

    #[inline]
    pub(super) const fn condition(&self) -> &C {
        &self.condition
    }

    #[inline]
    pub(super) const fn wakers(&self) -> &C::Wakers {
        &self.wakers
    }

    #[inline]
    pub(super) const fn resource(&self) -> &Resource {
        &self.resource
    }

    /// Wakes tasks at the end of a handle.
    #[inline]
    pub(super) fn wake_at_end(&self, to_wake: Waking) {
        self.resource.set_changed(Caller::DROP);
        woken::wake(&self.wakers, to_wake);
    }
}

/// Shows which slots are taken, and which are registered.
impl<C: Condition> fmt::Debug for Waitable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug::all_waits(f, self)
    }
}

/// The pointer or reference by which a handle reaches its condition. Handles take and give up shares of the storage by
/// these functions. They are no methods, because rustc would suggest a method where a user calls one that a
/// [`Waitable`] lacks.
#[doc(hidden)]
pub trait Storage: sealed::Sealed {
    /// The condition.
    type Condition: Condition;

    /// Returns the condition and its wakers. These are the same in each call.
    fn waitable(this: &Self) -> &Waitable<Self::Condition>;

    /// Counts one more notifier, which an existing one makes. Returns its storage.
    #[must_use]
    fn share(this: &Self) -> Self;

    /// Leaves the storage, for the drop of a notifier. Before that, runs `last` if this is the last notifier, or may
    /// be.
    ///
    /// # Safety
    ///
    /// The caller must be a notifier of this storage, and not use it again.
    unsafe fn leave_notifier(this: &Self, last: impl FnOnce(&Waitable<Self::Condition>));

    /// Leaves the storage, for the drop of a lone waiter.
    ///
    /// # Safety
    ///
    /// The caller must be the waiter whose first wait this is, and not use the storage again.
    unsafe fn leave_waiter(this: &Self, first_wait: usize);
}

/// What handles of `waiters` need. A kind of them is named by its first wait.
#[doc(hidden)]
pub trait ManyStorage: Storage {
    /// Leaves the storage, for the drop of a handle. Before that, runs `last` if this is the last of its kind.
    ///
    /// # Safety
    ///
    /// The caller must be counted as a handle of this kind, with this `hint`, and not use the storage again.
    unsafe fn leave_many(
        this: &Self,
        first_wait: usize,
        hint: usize,
        last: impl FnOnce(&Waitable<Self::Condition>),
    );

    /// Closes a handle: it is no longer counted among its kind, and gets a share of its own. Runs `last` if it was the
    /// last of its kind.
    ///
    /// # Safety
    ///
    /// The caller must be counted as a handle of this kind. From then on it is closed.
    unsafe fn close_many(
        this: &Self,
        first_wait: usize,
        last: impl FnOnce(&Waitable<Self::Condition>),
    );

    /// Leaves the storage, for the drop of a handle that is closed.
    ///
    /// # Safety
    ///
    /// The caller must be closed, have this `hint`, and not use the storage again.
    unsafe fn leave_closed(this: &Self, first_wait: usize, hint: usize);
}

mod sealed {
    pub trait Sealed {}
}
