//! The wakers that a condition is stored with: a slot for each wait.
//!
//! Waits are numbered, those of lone waiters first. A mask of waits is a `usize` whose lowest bit is the first wait.
//! Masks are constants, so the compiler unrolls all loops over them.

mod array;
mod fixed;
#[cfg(feature = "alloc")]
mod growing;
mod set;
mod slot;

#[cfg(feature = "alloc")]
use super::storage::Count;
use crate::{Readiness, set::Place, sync::Init};
#[cfg(feature = "std")]
use core::task::Waker;
use core::{
    panic::RefUnwindSafe,
    task::{Context, Poll},
};

pub(super) use slot::WakerSlot;

/// The number of waits that a condition may have.
pub(in crate::condition) const MAX_WAITS: usize = usize::BITS as usize;

/// The wakers of a condition: an array, whose slots are each woken by themselves, or a set, where a wake may concern
/// several slots.
#[doc(hidden)]
pub trait Wakers: Init + Send + Sync + RefUnwindSafe + sealed::Sealed + 'static {
    /// The slot of a lone waiter's wait.
    type Slot: WakerSlot;

    /// For each kind of `waiters` that own the condition, the number of its handles. There is a count for each of
    /// their waits, of which that of a kind's first wait is used.
    #[cfg(feature = "alloc")]
    type Counts: Init + AsRef<[Count]> + Send + Sync + RefUnwindSafe;

    /// The number of waits of lone waiters.
    const LONE: usize;

    /// The number of waits of `waiters`. They come after those of lone waiters.
    const MANY: usize;

    /// Whether the set grows. Then a wait of `waiters` has any number of slots, and takes one when it needs one.
    const GROWS: bool = false;

    /// For each wait, the mask of its slots in the set. An array has none.
    const MASKS: Option<[usize; MAX_WAITS]>;

    /// Returns the slot of a lone waiter's wait.
    fn lone_slot(&self, wait: usize) -> &Self::Slot;

    /// Returns all inline slots.
    fn inline_slots(&self) -> impl Iterator<Item = &Self::Slot> + Clone;

    /// Calls `see` with each slot of a wait of `waiters`, and whether it is registered, for `Debug`. A growing set
    /// leaves out the slots that nobody holds.
    fn each_slot(&self, wait: usize, see: &mut dyn FnMut(usize, bool));

    /// Whether a slot of a mask may be registered. If not, whoever registers one later acquires this call.
    fn may_wake(&self, mask: usize) -> bool;

    /// Wakes all slots of a mask.
    fn wake_masked(&self, mask: usize);

    /// Wakes one slot of a wait of `waiters`.
    fn wake_one_of(&self, wait: usize);

    /// Calls [`SpmcWaker::poll_wait_until`] of a lone waiter's slot, so that wakes find the registration by their
    /// masks.
    ///
    /// # Safety
    ///
    /// The same as for [`SpmcWaker::poll_wait_until`].
    unsafe fn poll_lone<R: Readiness>(
        &self,
        wait: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output>;
}

/// The wakers of a condition that has `waiters`.
#[doc(hidden)]
pub trait ManyWakers: Wakers {
    /// What a handle keeps for each of its waits.
    type Own: Init + Send + Sync + RefUnwindSafe;

    /// A slot that a wait holds.
    type Place<'a>: Place;

    /// Takes the slot of a wait that begins.
    ///
    /// # Safety
    ///
    /// From the first call of one of these methods until [`release_slot`](Self::release_slot), `own` must be used for
    /// this wait alone, and by one handle with this `hint`. In a fixed set, a slot belongs to a handle and a wait:
    /// nothing else may hold it, and what the last holder did must happen before.
    unsafe fn hold_slot<'a>(
        &'a self,
        own: &'a Self::Own,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a>;

    /// Ends the wait of a forgotten future in the handle's own slot.
    ///
    /// # Safety
    ///
    /// The same as for [`hold_slot`](Self::hold_slot).
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut Self::Own, wait: usize, hint: usize);

    /// Removes the registration that a `poll_…` method has left in the slot which a wait of this handle would take.
    /// Returns its waker.
    ///
    /// # Safety
    ///
    /// The same as for [`hold_slot`](Self::hold_slot).
    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, wait: usize, hint: usize) -> Option<Waker>;

    /// Performs one call of a `poll_…` method. Leaves a pending registration to the next call.
    ///
    /// # Safety
    ///
    /// The same as for [`hold_slot`](Self::hold_slot).
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output>;

    /// Returns whether a `poll_…` method has left a registration that is still there, for `tracing`.
    ///
    /// # Safety
    ///
    /// The same as for [`hold_slot`](Self::hold_slot).
    unsafe fn shows_own_registered(&self, own: &Self::Own, wait: usize, hint: usize) -> bool;

    /// Ends the wait that a `poll_…` method has left, and gives the own slot back. Returns whether something was
    /// registered.
    ///
    /// # Safety
    ///
    /// The same as for [`hold_slot`](Self::hold_slot).
    unsafe fn release_slot<const ONE: bool>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        hint: usize,
    ) -> bool;
}

mod sealed {
    use crate::{SpmcWaker, set::FixedSet};

    pub trait Sealed {}

    impl<const SYNC: bool, const CACHED: bool, const N: usize> Sealed for [SpmcWaker<SYNC, CACHED>; N] {}

    impl<
        const SYNC: bool,
        const CACHED: bool,
        const LONE: usize,
        const MANY: usize,
        const EACH: usize,
    > Sealed for FixedSet<SYNC, CACHED, LONE, MANY, EACH>
    {
    }

    #[cfg(feature = "alloc")]
    impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> Sealed
        for crate::set::GrowingSet<SYNC, CACHED, LONE, MANY>
    {
    }
}
