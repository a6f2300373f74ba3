//! `storage = borrowed`: handles borrow a [`Waitable`] of the user's. Its word has a bit for each handle that waits,
//! which says that the handle is claimed. It is the bit of the handle's first slot.

use super::{ManyStorage, Storage, Waitable, sealed};
use crate::{
    condition::{
        traits::{Condition, first_wait_of},
        wakers::{ManyWakers, Wakers},
    },
    defer::Defer,
    set::{Positions, lowest},
    sync::Ordering::{Acquire, Relaxed, Release},
};

impl<C: Condition> Waitable<C> {
    /// Claims a lone waiter. Returns whether it was free.
    pub(in crate::condition) fn claim(this: &Self, bit: usize) -> bool {
        this.take(bit) & bit == 0
    }

    /// Claims a handle, if it is free. Returns the bits of the handles that were claimed before.
    fn take(&self, bit: usize) -> usize {
        // Acquire, with the release in `leave`: what the last handle did with its slots happens before this claim.
        self.handles.fetch_or(bit, Acquire)
    }

    /// Claims a free handle, of the first `most` with this first wait. Returns its number.
    pub(in crate::condition) fn claim_one_of(
        this: &Self,
        first_wait: usize,
        most: usize,
    ) -> Option<usize> {
        let bits = bits::<C>(first_wait);
        let first = bits.trailing_zeros() as usize;
        // `lowest`, because the set may have more slots, for a larger kind of `waiters`. Saturating, because `most`
        // may be `usize::MAX`, no limit.
        let handles = bits & lowest(first.saturating_add(most));
        // Relaxed: a hint. The claim decides.
        let mut taken = this.handles.load(Relaxed);
        loop {
            // Each round looks at the word anew. A handle may have become free after another claim took the last one
            // that this call has seen. So `None` means that all were taken at one moment. A round fails only if another
            // claim succeeds.
            let handle = Positions(handles & !taken).next()?;
            let bit = 1 << handle;
            taken = this.take(bit);
            if taken & bit == 0 {
                return Some(handle - first);
            }
        }
    }

    /// Returns whether the handle that has this slot of a wait is claimed, for `Debug`.
    pub(in crate::condition) fn shows_claimed(&self, wait: usize, slot: usize) -> bool {
        let first_wait = first_wait_of::<C>(C::WAITS[wait]);
        let first_bit = if first_wait < C::Wakers::LONE {
            first_wait
        } else {
            bits::<C>(first_wait).trailing_zeros() as usize
        };
        // Relaxed: a snapshot.
        self.handles.load(Relaxed) & 1 << (first_bit + slot) != 0
    }

    /// Gives up the claim of a handle.
    fn leave(&self, bit: usize) {
        // Release, with the acquire in `take`.
        self.handles.fetch_and(!bit, Release);
    }
}

impl<C: Condition> sealed::Sealed for &Waitable<C> {}

/// Notifiers are not counted, so none is known to be the last. Each is treated as the last one: there is no hook, but
/// tasks may wait for the drop of its fields.
impl<C: Condition> Storage for &Waitable<C> {
    type Condition = C;

    #[inline]
    fn waitable(this: &Self) -> &Waitable<C> {
        this
    }

    #[inline]
    fn share(this: &Self) -> Self {
        this
    }

    #[inline]
    unsafe fn leave_notifier(this: &Self, last: impl FnOnce(&Waitable<C>)) {
        last(this);
    }

    #[inline]
    unsafe fn leave_waiter(this: &Self, first_wait: usize) {
        this.leave(1 << first_wait);
    }
}

/// Each handle is treated as the last of its kind, as notifiers are.
impl<C: Condition<Wakers: ManyWakers>> ManyStorage for &Waitable<C> {
    unsafe fn leave_many(
        this: &Self,
        first_wait: usize,
        hint: usize,
        last: impl FnOnce(&Waitable<C>),
    ) {
        let _leave = Defer::new(|| {
            // SAFETY: as the caller promises.
            unsafe { Self::leave_closed(this, first_wait, hint) };
        });
        last(this);
    }

    unsafe fn close_many(this: &Self, _: usize, last: impl FnOnce(&Waitable<C>)) {
        last(this);
    }

    unsafe fn leave_closed(this: &Self, first_wait: usize, hint: usize) {
        let lowest = 1 << bits::<C>(first_wait).trailing_zeros();
        this.leave(lowest << hint);
    }
}

/// Returns the bits of the handles with this first wait, which are those of the wait's slots.
fn bits<C: Condition>(first_wait: usize) -> usize {
    const { C::Wakers::MASKS }.map_or(0, |masks| masks[first_wait])
}
