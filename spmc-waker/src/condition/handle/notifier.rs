//! The handle that changes a condition, and never waits.

use crate::{
    condition::{
        change::Change,
        storage::{Storage, Waitable},
        traits::Condition,
        wakers,
    },
    defer::Defer,
};
use core::{mem::ManuallyDrop, ptr};

/// The handle that changes a condition: any number of clones.
///
/// Its drop does what the condition says of that, unless `HOOK` is false.
#[doc(hidden)]
pub struct Notifier<S: Storage, const HOOK: bool = true> {
    // Invariant: counts as a notifier of this storage, if that counts.
    storage: S,
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
        Self { storage }
    }
}

impl<'a, C: Condition> Notifier<&'a Waitable<C>> {
    /// One more notifier of this condition.
    #[inline]
    pub const fn new(storage: &'a Waitable<C>) -> Self {
        Self { storage }
    }
}

impl<S: Storage> Notifier<S> {
    /// The same, but for the last thing that it does: its drop runs no hook.
    #[inline]
    pub fn into_last(this: Self) -> Notifier<S, false> {
        let this = ManuallyDrop::new(this);
        Notifier {
            // SAFETY: it is valid for reads, and `this` is not used again, nor dropped. Notifier by
            // notifier, the count is the same.
            storage: unsafe { ptr::read(&this.storage) },
        }
    }
}

impl<S: Storage, const HOOK: bool> Notifier<S, HOOK> {
    /// The condition, for what cannot make it true.
    #[inline]
    pub fn condition(this: &Self) -> &S::Condition {
        S::waitable(&this.storage).condition()
    }

    /// The condition for a change. These waiters are woken when the [`Change`] is dropped.
    ///
    /// `COLD` outlines the waking, for where nobody waits as a rule.
    #[inline]
    pub fn change<const WAKES: u32, const COLD: bool>(
        this: &Self,
    ) -> Change<'_, S::Condition, WAKES, COLD> {
        Change::new(S::waitable(&this.storage))
    }
}

impl<S: Storage> Clone for Notifier<S> {
    fn clone(&self) -> Self {
        Self {
            storage: S::share(&self.storage),
        }
    }
}

impl<S: Storage, const HOOK: bool> Drop for Notifier<S, HOOK> {
    #[inline]
    fn drop(&mut self) {
        let last = |waitable: &Waitable<S::Condition>| {
            let hook = const { S::Condition::NOTIFIER_DROP };
            if HOOK {
                let _wake = Defer::new(|| {
                    wakers::wake::<_, false>(waitable.wakers(), hook.wakes());
                });
                hook.run(waitable.condition());
            }
        };
        // SAFETY: this is a notifier of its storage (see the field), which this drop is the last to
        // use.
        unsafe { S::leave_notifier(&self.storage, last) };
    }
}
