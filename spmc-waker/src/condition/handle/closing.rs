//! Handles that come to their end before they are dropped: by a `#[notify(last)]` method, or as a sink that is closed.

use super::{
    ending::{AtDrop, Closable, Ending as _, Last},
    notifier::Notifier,
    waiter::Waiter,
    waiters::{self, Waiters},
};
use crate::{
    condition::{
        storage::{ManyStorage, Storage},
        traits::{Condition, Waits},
        wakers::ManyWakers,
        woken::{Waking, Woken},
    },
    defer,
};
use core::{
    mem::{self, ManuallyDrop},
    ptr,
};

impl<S: Storage> Notifier<S> {
    /// Ends this notifier after its `#[notify(last)]` method. The drop of the result runs no hook. It wakes if the
    /// method was a change, or if fields were dropped before.
    #[inline]
    pub fn into_last<W: Woken>(this: Self, is_change: bool) -> Notifier<S, Last<W>> {
        let this = ManuallyDrop::new(this);
        Notifier {
            // SAFETY: it is valid for reads, and `this` is neither used again nor dropped, so the storage is moved and
            // not copied. The new notifier replaces this one, so the count stays right.
            storage: unsafe { ptr::read(&this.storage) },
            ending: Last::new(is_change),
        }
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize> Waiter<S, HANDLE> {
    /// Ends this waiter after its `#[notify(last)]` method. The drop of the result runs no hook. It wakes if the
    /// method was a change.
    #[inline]
    pub fn into_last<W: Woken>(this: Self, is_change: bool) -> Waiter<S, HANDLE, Last<W>> {
        let mut this = ManuallyDrop::new(this);
        Waiter {
            // SAFETY: it is valid for reads, and `this.storage` is neither used again nor dropped, so the storage is
            // moved and not copied. The new waiter replaces this one, so it is the only one, and has the share.
            storage: unsafe { ptr::read(&this.storage) },
            ending: Last::new(is_change),
            kept: mem::take(&mut this.kept),
        }
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize> Waiter<S, HANDLE, Closable> {
    /// Closes this waiter after its `#[notify(last)]` method. Its drop runs no hook. It wakes if the method was a
    /// change, or if fields are dropped before.
    #[inline]
    pub const fn set_last<W: Woken>(this: &mut Self, is_change: bool) {
        let at_drop = const { AtDrop::of(&S::Condition::DROP) };
        this.ending.close(if is_change || at_drop.drops_fields {
            const { &Waking::of::<<S::Condition as Condition>::Wakers, W>() }
        } else {
            const { &Waking::NOBODY }
        });
    }

    /// Runs the hook and wakes, as the drop would, but only once. The drop wakes again only if fields are dropped
    /// before.
    pub fn close(this: &mut Self) {
        Self::close_by(this, |condition| {
            const { S::Condition::DROP }.run(condition);
        });
    }

    /// Does the same as [`close`](Self::close), with a hook that takes the fields of the handle.
    pub fn close_by(this: &mut Self, hook: impl FnOnce(&S::Condition)) {
        if !this.ending.runs_hook() {
            return;
        }
        let at_drop = const { &AtDrop::of(&S::Condition::DROP) };
        // Before the hook runs, so that one that panics does not run again.
        this.ending.close(at_drop.after_closing());
        let waitable = S::waitable(&this.storage);
        let wake = || waitable.wake_at_end(at_drop.to_wake);
        defer::in_turn(|| hook(waitable.condition()), wake);
    }
}

impl<S, const HANDLE: usize, const N: usize> Waiters<S, HANDLE, N, Closable>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
{
    /// Leaves the count of its kind, as the drop would, but only once. The last one runs the hook and wakes. The drop
    /// wakes again only if fields are dropped before.
    pub fn close(this: &mut Self) {
        if !this.ending.runs_hook() {
            return;
        }
        let at_drop = const { &AtDrop::of(&S::Condition::DROP) };
        // Before the hook runs, so that one that panics does not run again.
        this.ending.close(at_drop.after_closing());
        let last = waiters::last::<S::Condition, HANDLE>;
        // SAFETY: this handle is counted: it was not closed before. From now on it is closed, so that its drop calls
        // `leave_closed`.
        unsafe { S::close_many(&this.storage, Self::FIRST_WAIT, last) };
    }
}
