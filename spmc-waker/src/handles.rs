//! What the generated handles wrap.

use crate::{
    arm::Arm,
    change::Change,
    condition::{Condition, Side, Waitable, WaiterSide},
    defer::Defer,
    place::Place,
    seat::{Claimed, WaitingSeat},
    wait::Wait,
};
use core::marker::PhantomData;

/// The handle of a side that only changes the condition: any number of clones.
pub struct Notifier<P: Place> {
    place: P,
}

impl<P: Place> Notifier<P> {
    /// The notifier of a place that counts it already, or counts none.
    #[inline]
    pub(crate) const fn new(place: P) -> Self {
        Self { place }
    }

    /// The condition, for what cannot make it true.
    #[inline]
    pub fn condition(&self) -> &P::Condition {
        &self.place.waitable().condition
    }

    /// The condition for a change. The waiting task is woken when the [`Change`] is dropped.
    ///
    /// `COLD` outlines the waking, for where nobody waits as a rule.
    #[inline]
    pub fn change<const COLD: bool>(&self) -> Change<'_, P::Condition, WaiterSide, COLD> {
        Change::new(self.place.waitable())
    }
}

impl<'a, C: Condition> Notifier<&'a Waitable<C>> {
    /// One more notifier of this condition.
    #[inline]
    pub const fn of(place: &'a Waitable<C>) -> Self {
        Self::new(place)
    }
}

impl<P: Place> Clone for Notifier<P> {
    fn clone(&self) -> Self {
        Self::new(self.place.another())
    }
}

impl<P: Place> Drop for Notifier<P> {
    #[inline]
    fn drop(&mut self) {
        self.place.leave(|| {
            P::Condition::NOTIFIER_DROP.run(&self.change::<false>());
        });
    }
}

/// The handle of a side that waits: there is one, and it cannot be cloned.
pub struct Waiter<P: Place, S: Side>
where
    S::Seat<P::Condition>: WaitingSeat,
{
    // Invariant: there is no other one of this side and this `Waitable`.
    place: P,
    side: PhantomData<S>,
}

impl<P: Place, S: Side> Waiter<P, S>
where
    S::Seat<P::Condition>: WaitingSeat,
{
    /// The handle of side `S`.
    ///
    /// # Safety
    ///
    /// There must be no other one of this side and this `Waitable`, and what the last one did must
    /// happen before.
    #[inline]
    pub(crate) const unsafe fn new(place: P) -> Self {
        Self {
            place,
            side: PhantomData,
        }
    }

    /// The condition, for checks and queries.
    #[inline]
    pub fn condition(&self) -> &P::Condition {
        &self.place.waitable().condition
    }

    /// The condition for a change. The other side's task, if that side waits, is woken when the
    /// [`Change`] is dropped.
    #[inline]
    pub fn change<const COLD: bool>(&self) -> Change<'_, P::Condition, S::Other, COLD> {
        Change::new(self.place.waitable())
    }

    /// The right to wait, for as long as this handle is borrowed.
    #[inline]
    pub fn wait(&mut self) -> Wait<'_, P::Condition, S> {
        self.wait_as()
    }

    /// The right to wait by a wait that arms something, or that is a query.
    #[inline]
    pub fn wait_as<'w, A: Arm<'w, P::Condition>, const WAKES: bool>(
        &'w mut self,
    ) -> Wait<'w, P::Condition, S, A, WAKES> {
        // SAFETY: this is the only handle of its side (see the field), and borrowed mutably for as
        // long as the `Wait` lives, so that there is no other `Wait` meanwhile. Borrows follow each
        // other in time, on one thread or by what moved the handle between threads.
        unsafe { Wait::new(self.place.waitable()) }
    }

    /// Disarms all waits, and removes the registration that they have left. Returns whether there
    /// was one.
    pub fn unregister(&mut self) -> bool {
        let waitable = self.place.waitable();
        // Although the drop of the waker panics.
        let _disarm = Defer::new(|| S::disarm(&waitable.condition));
        // SAFETY: this is the only handle of its side (see the field), and borrowed mutably, so that
        // no `Wait` borrows it.
        unsafe { S::seat(waitable).unregister() }
    }
}

impl<'a, C: Condition, W, S: Side<Seat<C> = Claimed<W>>> Waiter<&'a Waitable<C>, S>
where
    Claimed<W>: WaitingSeat,
{
    /// The handle of side `S`, unless there is one.
    #[inline]
    pub fn claim(place: &'a Waitable<C>) -> Option<Self> {
        S::seat(place).claim().then(|| {
            // SAFETY: the claim has just been made. Dropping this handle gives it up, as the last
            // thing that it does, and that release and the claim's acquire order the two. (So does
            // `Waitable::reset`, which has the `Waitable` to itself: no handle borrows it any more.)
            unsafe { Self::new(place) }
        })
    }
}

impl<P: Place, S: Side> Drop for Waiter<P, S>
where
    S::Seat<P::Condition>: WaitingSeat,
{
    fn drop(&mut self) {
        let waitable = self.place.waitable();
        let (seat, condition) = (S::seat(waitable), &waitable.condition);
        // From the last to the first, and each although one before it panics.
        let _vacate = Defer::new(|| seat.vacate());
        let _wake_other = Change::<_, S::Other, false>::new(waitable);
        let _on_drop = Defer::new(|| S::on_drop().run(condition));
        // SAFETY: this is the only handle of its side (see the field), and no `Wait` borrows it.
        let _clear = Defer::new(|| unsafe { seat.clear() });
        S::disarm(condition);
    }
}
