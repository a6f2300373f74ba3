//! The wakers that a condition is stored with: a slot for each wait.
//!
//! Waits have numbers, those of lone waiters first. Sets of waits are bits of a `usize`, the lowest for the
//! first wait. They are constants, so that nothing is left of the loops over them.

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

/// How many waits a condition may have.
pub(in crate::condition) const MAX_WAITS: usize = usize::BITS as usize;

/// The wakers of a condition. An array has a slot for each wait, each of which is woken by itself. In a set,
/// wakes may concern several.
#[doc(hidden)]
pub trait Wakers: Init + Send + Sync + RefUnwindSafe + sealed::Sealed + 'static {
    /// The slot of a lone waiter's wait.
    type Slot: WakerSlot;

    /// Counts the handles of each kind of `waiters` that own the condition. There is a count for each of their
    /// waits, and that of a kind's first wait is used.
    #[cfg(feature = "alloc")]
    type Counts: Init + AsRef<[Count]> + Send + Sync + RefUnwindSafe;

    /// How many waits are those of lone waiters.
    const LONE: usize;

    /// How many waits are those of `waiters`. They come after those of lone waiters.
    const MANY: usize;

    /// Whether there are as many slots as are held.
    const GROWS: bool = false;

    /// For each wait, the bits by which the set knows its slots. An array has none.
    const MASKS: Option<[usize; MAX_WAITS]>;

    /// The slot of a lone waiter's wait.
    fn lone_slot(&self, wait: usize) -> &Self::Slot;

    /// All slots in line.
    fn slots_in_line(&self) -> impl Iterator<Item = &Self::Slot> + Clone;

    /// The slots of a wait of `waiters`, for `Debug`: whether each is registered. A set that grows leaves out those
    /// that nothing holds.
    fn each_slot(&self, wait: usize, see: &mut dyn FnMut(usize, bool));

    /// Whether a slot of a mask may be registered. If not, whoever registers one later acquires this.
    fn may_wake(&self, mask: usize) -> bool;

    /// Wakes all slots of a mask.
    fn wake_masked<const COLD: bool>(&self, mask: usize);

    /// Wakes one slot of a wait of `waiters`.
    fn wake_one_of(&self, wait: usize);

    /// [`SpmcWaker::poll_wait_until`] of a lone waiter's wait. Masks name what it registers.
    ///
    /// # Safety
    ///
    /// As there.
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
    /// What a handle has for each of its waits.
    type Own: Init + Send + Sync + RefUnwindSafe;

    /// A slot that one wait holds.
    type Place<'a>: Place;

    /// The slot of a wait that begins.
    ///
    /// # Safety
    ///
    /// `own` must belong to this wait, and to one handle with this `hint`, from this call on until
    /// [`release_slot`](Self::release_slot). In a fixed set, whose slots are those of handles, no other wait of the
    /// same number and handle may hold a slot, and what the last one did must happen before.
    unsafe fn hold_slot<'a>(
        &'a self,
        own: &'a Self::Own,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a>;

    /// Ends the wait of a future that was forgotten in the handle's own slot.
    ///
    /// # Safety
    ///
    /// As for [`hold_slot`](Self::hold_slot).
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut Self::Own, wait: usize, hint: usize);

    /// Removes what a `poll_…` method has registered in the slot that a wait would hold, and moves its waker out.
    ///
    /// # Safety
    ///
    /// As for [`hold_slot`](Self::hold_slot).
    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, wait: usize, hint: usize) -> Option<Waker>;

    /// One whole poll of a `poll_…` method, which leaves a pending registration to the next one.
    ///
    /// # Safety
    ///
    /// As for [`hold_slot`](Self::hold_slot).
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output>;

    /// Whether what a `poll_…` method has left is registered, for `tracing`.
    ///
    /// # Safety
    ///
    /// As for [`hold_slot`](Self::hold_slot).
    unsafe fn shows_own_registered(&self, own: &Self::Own, wait: usize, hint: usize) -> bool;

    /// Gives up what a `poll_…` method has left, and the slot. Returns whether something was registered.
    ///
    /// # Safety
    ///
    /// As for [`hold_slot`](Self::hold_slot).
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
