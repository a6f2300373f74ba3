//! The handle that changes a condition, and never waits.

use super::{
    access_to_condition,
    ending::{AtDrop, Ending, Whole},
};
use crate::{
    condition::{
        storage::{Storage, Waitable},
        traits::Condition,
    },
    defer::{self, Defer},
};

/// A handle that changes a condition. There may be any number of clones.
///
/// Its drop runs the condition's `NOTIFIER_DROP`, unless `E` says otherwise.
#[doc(hidden)]
pub struct Notifier<S: Storage, E: Ending = Whole> {
    // Invariant: if the storage counts notifiers, this one is counted.
    pub(super) storage: S,
    pub(super) ending: E,
}

#[cfg(feature = "alloc")]
impl<S: Storage> Notifier<S> {
    /// Creates a notifier.
    ///
    /// # Safety
    ///
    /// If the storage counts notifiers, this one must have been counted.
    #[inline]
    pub(in crate::condition) const unsafe fn with(storage: S) -> Self {
        Self {
            storage,
            ending: Whole,
        }
    }
}

impl<'a, C: Condition> Notifier<&'a Waitable<C>> {
    /// Creates one more notifier of this condition.
    #[inline]
    pub const fn new(storage: &'a Waitable<C>) -> Self {
        Self {
            storage,
            ending: Whole,
        }
    }
}

impl<S: Storage, E: Ending> Notifier<S, E> {
    access_to_condition!();
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
            // SAFETY: this is a notifier of the storage (see the field), and does not use it after this call.
            unsafe { S::leave_notifier(&self.storage, last) };
        } else {
            let _leave = Defer::new(|| {
                // SAFETY: as above. `wake` comes before this, because it is deferred.
                unsafe { S::leave_notifier(&self.storage, |_| ()) };
            });
            wake(S::waitable(&self.storage));
        }
    }
}
