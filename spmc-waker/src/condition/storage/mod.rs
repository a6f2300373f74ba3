//! Where handles find the condition: in a box that they own together, or in a [`Waitable`] that they
//! borrow.

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
/// The condition structs that `#[waitable]` annotates stay plain structs. A `Waitable` contains such a condition, with a
/// waker for each of its waits. The condition in it is reached through its handles alone. `into_pair` makes one in a
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
    /// Which handles there are. The storage says how to read it.
    handles: AtomicUsize,
    /// How many handles there are of each kind of `waiters` that own it.
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
        defer::each(self.wakers.slots_in_line(), |waker| {
            // SAFETY: nobody else has a reference, and so no call that could overlap, or come later
            // without this having happened before. A clear that panics is over.
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
            wakers, condition, ..
        } = self;
        // While the condition is a local: a value that is returned already is leaked when this panics
        // (rust-lang/rust#47949).
        drop(wakers);
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

    /// Wakes tasks when a handle comes to its end.
    #[inline]
    pub(super) fn wake_at_end(&self, to_wake: Waking) {
        self.resource.set_changed(Caller::DROP);
        woken::wake(&self.wakers, to_wake);
    }
}

/// Says which slots are taken, and which are registered.
impl<C: Condition> fmt::Debug for Waitable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug::all_waits(f, self)
    }
}

/// A way to the condition, which each of its handles holds. Handles take and give up a share of the
/// storage by the functions here. They are no methods, which rustc would suggest for those that a
/// [`Waitable`] does not have.
#[doc(hidden)]
pub trait Storage: sealed::Sealed {
    /// The condition.
    type Condition: Condition;

    /// The condition and its wakers: always the same ones.
    fn waitable(this: &Self) -> &Waitable<Self::Condition>;

    /// For one more notifier, made by one that is there.
    #[must_use]
    fn share(this: &Self) -> Self;

    /// A notifier is dropped. Runs `last` first if it is the last one, or could be.
    ///
    /// # Safety
    ///
    /// The caller must be a notifier of this storage, and not use it again.
    unsafe fn leave_notifier(this: &Self, last: impl FnOnce(&Waitable<Self::Condition>));

    /// A lone waiter is dropped.
    ///
    /// # Safety
    ///
    /// The caller must be the waiter whose first wait this is, and not use the storage again.
    unsafe fn leave_waiter(this: &Self, first_wait: usize);
}

/// What handles of `waiters` do. Each kind of them is named by its first wait.
#[doc(hidden)]
pub trait ManyStorage: Storage {
    /// One of them is dropped. Runs `last` first if it is the last one.
    ///
    /// # Safety
    ///
    /// The caller must be counted as one of them, with this `hint`, and not use the storage again.
    unsafe fn leave_many(
        this: &Self,
        first_wait: usize,
        hint: usize,
        last: impl FnOnce(&Waitable<Self::Condition>),
    );

    /// One of them closes. It is not counted any more, but has a share of its own. Runs `last` if it was the
    /// last one.
    ///
    /// # Safety
    ///
    /// The caller must be counted as one of them.
    unsafe fn close_many(
        this: &Self,
        first_wait: usize,
        last: impl FnOnce(&Waitable<Self::Condition>),
    );

    /// One of them is dropped that has closed.
    ///
    /// # Safety
    ///
    /// The caller must have closed, with this `hint`, and not use the storage again.
    unsafe fn leave_closed(this: &Self, first_wait: usize, hint: usize);
}

mod sealed {
    pub trait Sealed {}
}
