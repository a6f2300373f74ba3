//! The wakers that a condition is stored with: a slot for each wait.
//!
//! Waits have numbers, those of lone waiters first. Sets of waits are bits of a `usize`, the lowest for the
//! first wait. They are constants, so that nothing is left of the loops over them.

#[cfg(feature = "alloc")]
use super::storage::Count;
#[cfg(feature = "alloc")]
use crate::set::{GrowingSet, Held, Own};
use crate::{
    Readiness, SpmcWaker,
    defer::Defer,
    set::{FixedOwn, FixedPlace, FixedSet, Place},
    sync::Init,
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::{
    panic::RefUnwindSafe,
    task::{Context, Poll},
};

/// How many waits a condition may have.
pub(super) const MAX_WAITS: usize = usize::BITS as usize;

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

/// Wakers that are woken one by one: there is no set.
impl<const SYNC: bool, const CACHED: bool, const N: usize> Wakers for [SpmcWaker<SYNC, CACHED>; N] {
    type Slot = SpmcWaker<SYNC, CACHED>;
    #[cfg(feature = "alloc")]
    type Counts = [Count; 0];

    const LONE: usize = N;
    const MANY: usize = 0;
    const MASKS: Option<[usize; MAX_WAITS]> = None;

    #[inline]
    fn lone_slot(&self, wait: usize) -> &Self::Slot {
        &self[wait]
    }

    fn slots_in_line(&self) -> impl Iterator<Item = &Self::Slot> + Clone {
        self.iter()
    }

    fn each_slot(&self, _: usize, _: &mut dyn FnMut(usize, bool)) {}

    fn wake_masked<const COLD: bool>(&self, _: usize) {
        unreachable!("`Waking` makes no mask for an array");
    }

    fn wake_one_of(&self, _: usize) {
        unreachable!("`Waking` chooses no wait of `waiters`, where there are none");
    }

    #[inline]
    unsafe fn poll_lone<R: Readiness>(
        &self,
        wait: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { self[wait].poll_wait_until(cx, check) }
    }
}

/// Implements [`Wakers`] for a set, given how it counts handles and how it is told of which list to wake one.
macro_rules! impl_wakers {
    (
        $(#[$attr:meta])*
        [$($generics:tt)*] $set:ty,
        counts: $counts:ty,
        list: $list:expr,
        slots: $slots:ident,
        grows: $grows:literal $(,)?
    ) => {
        $(#[$attr])*
        impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, $($generics)*> Wakers
            for $set
        {
            type Slot = SpmcWaker<SYNC, CACHED>;
            #[cfg(feature = "alloc")]
            type Counts = $counts;

            const LONE: usize = LONE;
            const MANY: usize = MANY;
            const GROWS: bool = $grows;
            const MASKS: Option<[usize; MAX_WAITS]> = {
                let mut masks = [0; MAX_WAITS];
                let mut wait = 0;
                while wait < LONE + MANY {
                    masks[wait] = match wait < LONE {
                        true => Self::lone_bit(wait),
                        false => Self::many_bits(wait - LONE),
                    };
                    wait += 1;
                }
                Some(masks)
            };

            #[inline]
            fn lone_slot(&self, wait: usize) -> &Self::Slot {
                self.slot(wait)
            }

            fn slots_in_line(&self) -> impl Iterator<Item = &Self::Slot> + Clone {
                self.slots()
            }

            fn each_slot(&self, wait: usize, see: &mut dyn FnMut(usize, bool)) {
                for (number, is_registered) in self.$slots(wait - LONE) {
                    see(number, is_registered);
                }
            }

            #[inline]
            fn wake_masked<const COLD: bool>(&self, mask: usize) {
                match COLD {
                    true => self.wake_cold(mask),
                    false => self.wake(mask),
                }
            }

            #[inline]
            fn wake_one_of(&self, wait: usize) {
                let list: fn(usize) -> usize = $list;
                self.wake_one(list(wait - LONE));
            }

            #[inline]
            unsafe fn poll_lone<R: Readiness>(
                &self,
                wait: usize,
                cx: &mut Context<'_>,
                check: impl FnMut() -> R,
            ) -> Poll<R::Output> {
                // SAFETY: as the caller promises.
                unsafe { self.poll_wait_until(wait, cx, check) }
            }
        }
    };
}

impl_wakers!(
    [const EACH: usize] FixedSet<SYNC, CACHED, LONE, MANY, EACH>,
    counts: [Count; 0],
    list: Self::many_bits,
    slots: list_slots,
    grows: false,
);
impl_wakers!(
    #[cfg(feature = "alloc")]
    [] GrowingSet<SYNC, CACHED, LONE, MANY>,
    counts: [Count; MANY],
    list: |list| list,
    slots: held_slots,
    grows: true,
);

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    ManyWakers for FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    type Own = FixedOwn;
    type Place<'a> = FixedPlace<'a, SYNC, CACHED, LONE, MANY, EACH>;

    #[inline]
    unsafe fn hold_slot<'a>(
        &'a self,
        _: &'a FixedOwn,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a> {
        // SAFETY: as the caller promises.
        unsafe { self.own_place(wait, hint) }
    }

    #[inline]
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut FixedOwn, wait: usize, hint: usize) {
        // SAFETY: as the caller promises.
        own.end_forgotten(&mut unsafe { self.own_place(wait, hint) });
    }

    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, wait: usize, hint: usize) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { self.slot(Self::own_index(wait, hint)).unregister_waker() }
    }

    #[inline]
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut FixedOwn,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        let place = unsafe { self.own_place(wait, hint) };
        own.poll::<ONE, R>(place, cx, check)
    }

    unsafe fn shows_own_registered(&self, _: &FixedOwn, wait: usize, hint: usize) -> bool {
        self.slot(Self::own_index(wait, hint)).shows_registered()
    }

    #[inline]
    unsafe fn release_slot<const ONE: bool>(
        &self,
        own: &mut FixedOwn,
        wait: usize,
        hint: usize,
    ) -> bool {
        // SAFETY: as the caller promises.
        let place = unsafe { self.own_place(wait, hint) };
        // Although passing a wake on panics.
        let _clear = Defer::new(|| {
            // SAFETY: as the caller promises, and the place is gone.
            unsafe { self.slot(Self::own_index(wait, hint)).clear() };
        });
        own.release::<ONE>(place)
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    /// The slot of a wait of the handle with this number.
    const fn own_index(wait: usize, handle: usize) -> usize {
        LONE + (wait - LONE) * EACH + handle
    }

    /// The same, held.
    ///
    /// # Safety
    ///
    /// As for [`place`](FixedSet::place).
    #[inline]
    const unsafe fn own_place(
        &self,
        wait: usize,
        handle: usize,
    ) -> FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH> {
        // SAFETY: as the caller promises.
        unsafe { self.place(Self::own_index(wait, handle), Self::many_bits(wait - LONE)) }
    }
}

#[cfg(feature = "alloc")]
impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> ManyWakers
    for GrowingSet<SYNC, CACHED, LONE, MANY>
{
    type Own = Own<SYNC, CACHED>;
    type Place<'a> = Held<'a, SYNC, CACHED, LONE, MANY>;

    #[inline]
    unsafe fn hold_slot<'a>(
        &'a self,
        own: &'a Self::Own,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a> {
        // SAFETY: as the caller promises.
        unsafe { own.hold(self, wait - LONE, hint) }
    }

    #[inline]
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut Self::Own, wait: usize, hint: usize) {
        // SAFETY: as the caller promises.
        unsafe { own.end_forgotten::<ONE, LONE, MANY>(self, wait - LONE, hint) };
    }

    /// A wait holds another slot than that of a `poll_…` method.
    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, _: usize, _: usize) -> Option<Waker> {
        None
    }

    #[inline]
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { own.poll::<ONE, R, LONE, MANY>(self, wait - LONE, hint, cx, check) }
    }

    unsafe fn shows_own_registered(&self, own: &Self::Own, _: usize, _: usize) -> bool {
        // SAFETY: as the caller promises.
        unsafe { own.shows_registered() }
    }

    #[inline]
    unsafe fn release_slot<const ONE: bool>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        _: usize,
    ) -> bool {
        // SAFETY: as the caller promises.
        unsafe { own.release::<ONE, LONE, MANY>(self, wait - LONE) }
    }
}

/// A slot of a lone waiter's wait, in any mode.
///
/// Its methods have names of their own: rustc suggests a trait of whatever name a handle is asked for.
#[doc(hidden)]
pub trait WakerSlot {
    /// Whether a waker is registered, for `Debug`.
    fn shows_slot_registered(&self) -> bool;

    /// [`SpmcWaker::wake`].
    fn wake_slot(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_slot_cold(&self);

    /// [`SpmcWaker::unregister`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn unregister_slot(&self) -> bool;

    /// [`SpmcWaker::unregister_waker`].
    ///
    /// # Safety
    ///
    /// The same.
    #[cfg(feature = "std")]
    unsafe fn unregister_slot_waker(&self) -> Option<Waker>;

    /// [`SpmcWaker::clear`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn clear_slot(&self);
}

impl<const SYNC: bool, const CACHED: bool> WakerSlot for SpmcWaker<SYNC, CACHED> {
    fn shows_slot_registered(&self) -> bool {
        self.shows_registered()
    }

    #[inline]
    fn wake_slot(&self) {
        self.wake();
    }

    #[inline]
    fn wake_slot_cold(&self) {
        self.wake_cold();
    }

    unsafe fn unregister_slot(&self) -> bool {
        // SAFETY: as the caller promises.
        unsafe { self.unregister() }
    }

    #[cfg(feature = "std")]
    unsafe fn unregister_slot_waker(&self) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { self.unregister_waker() }
    }

    unsafe fn clear_slot(&self) {
        // SAFETY: as the caller promises.
        unsafe { self.clear() }
    }
}

mod sealed {
    use super::{FixedSet, SpmcWaker};

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
        for super::GrowingSet<SYNC, CACHED, LONE, MANY>
    {
    }
}
