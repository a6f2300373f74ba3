//! The handle that changes a condition, and never waits.

use super::ending::{AtDrop, Ending, Last, Whole};
use crate::{
    condition::{
        change::Change,
        storage::{Storage, Waitable},
        trace::Caller,
        traits::Condition,
        woken::Woken,
    },
    defer::{self, Defer},
};
use core::{mem::ManuallyDrop, ptr};

/// The handle that changes a condition: any number of clones.
///
/// Its drop does what the condition says of that, unless `E` says otherwise.
#[doc(hidden)]
pub struct Notifier<S: Storage, E: Ending = Whole> {
    // Invariant: counts as a notifier of this storage, if that counts.
    storage: S,
    ending: E,
}

#[cfg(feature = "alloc")]
impl<S: Storage> Notifier<S> {
    /// A notifier with this storage.
    ///
    /// # Safety
    ///
    /// It must be counted, if the storage counts notifiers.
    #[inline]
    pub(in crate::condition) const unsafe fn with(storage: S) -> Self {
        Self {
            storage,
            ending: Whole,
        }
    }
}

impl<'a, C: Condition> Notifier<&'a Waitable<C>> {
    /// One more notifier of this condition.
    #[inline]
    pub const fn new(storage: &'a Waitable<C>) -> Self {
        Self {
            storage,
            ending: Whole,
        }
    }
}

impl<S: Storage> Notifier<S> {
    /// The same after the last thing that it does. Its drop runs no hook. If that was a change, or fields
    /// were dropped before, it wakes.
    #[inline]
    pub fn into_last<W: Woken>(this: Self, is_change: bool) -> Notifier<S, Last<W>> {
        let this = ManuallyDrop::new(this);
        Notifier {
            // SAFETY: it is valid for reads, and `this` is not used again, nor dropped. Notifier by
            // notifier, the count is the same.
            storage: unsafe { ptr::read(&this.storage) },
            ending: Last::new(is_change),
        }
    }
}

impl<S: Storage, E: Ending> Notifier<S, E> {
    /// Where the condition is.
    #[inline]
    pub const fn storage(this: &Self) -> &S {
        &this.storage
    }

    /// The condition, for what cannot make it true.
    #[inline]
    pub fn condition(this: &Self) -> &S::Condition {
        S::waitable(&this.storage).condition()
    }

    /// The condition for a change, after which it wakes.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn change<W: Woken>(this: &Self) -> Change<'_, S::Condition, W> {
        Change::new(S::waitable(&this.storage), Caller::here())
    }
}

impl<S: Storage> Clone for Notifier<S> {
    fn clone(&self) -> Self {
        Self {
            storage: S::share(&self.storage),
            ending: Whole,
        }
    }
}

impl<S: Storage, E: Ending> Drop for Notifier<S, E> {
    #[inline]
    fn drop(&mut self) {
        let wake = |waitable: &Waitable<S::Condition>| {
            let at_drop = const { AtDrop::of::<S::Condition>(&S::Condition::NOTIFIER_DROP) };
            self.ending.wake(waitable, at_drop);
        };
        if self.ending.runs_hook() {
            let last = |waitable: &Waitable<S::Condition>| {
                let run = || const { S::Condition::NOTIFIER_DROP }.run(waitable.condition());
                defer::in_turn(run, || wake(waitable));
            };
            // SAFETY: this is a notifier of its storage (see the field), which this drop is the last to
            // use.
            unsafe { S::leave_notifier(&self.storage, last) };
        } else {
            let _leave = Defer::new(|| {
                // SAFETY: as above.
                unsafe { S::leave_notifier(&self.storage, |_| ()) };
            });
            wake(S::waitable(&self.storage));
        }
    }
}
