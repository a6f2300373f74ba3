//! The struct that a condition's handles share, and what a condition says of its two sides.

use crate::{
    Readiness,
    defer::Defer,
    seat::Seat,
    sync::{const_fn, init},
};

/// A condition that can be waited for. `#[waitable]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no condition that can be waited for",
    label = "has no `#[waitable]`",
    note = "put `#[waitable(until = |condition| …)]` on the struct, or `#[waitable]` on an impl of it"
)]
pub trait Condition: Sized {
    /// The waker of the notifier's task, if the notifier waits, too.
    type NotifierSeat: Seat;

    /// The waker of the waiter's task.
    type WaiterSeat: Seat;

    /// What runs when the last notifier is dropped.
    const NOTIFIER_DROP: DropHook<Self> = DropHook::NONE;

    /// What runs when the waiter is dropped.
    const WAITER_DROP: DropHook<Self> = DropHook::NONE;

    /// Runs the `#[disarm]` methods of all waits of the notifier.
    #[inline]
    fn disarm_notifier(&self) {}

    /// Runs the `#[disarm]` methods of all waits of the waiter.
    #[inline]
    fn disarm_waiter(&self) {}
}

/// The method of a condition that runs when one of its sides is gone: when the last handle is dropped.
#[derive(Debug)]
pub struct DropHook<C>(pub(crate) Option<fn(&C)>);

impl<C> DropHook<C> {
    /// Nothing runs.
    pub const NONE: Self = Self(None);

    /// This method runs.
    #[must_use]
    pub const fn or(self, hook: fn(&C)) -> Self {
        assert!(
            self.0.is_none(),
            "two `#[on_drop]` methods of one side: their `cfg`s do not exclude each other"
        );
        Self(Some(hook))
    }

    /// Runs it.
    #[inline]
    pub(crate) fn run(self, condition: &C) {
        if let Self(Some(hook)) = self {
            hook(condition);
        }
    }
}

/// The single wait of a condition whose check is a closure: `#[waitable(until = …)]`.
pub trait Until: Condition {
    /// What the check returns.
    type Ready: Readiness;

    /// The check.
    fn until(&self) -> Self::Ready;
}

/// One of the two sides of a condition.
pub trait Side: Sized + sealed::Sealed {
    /// The other one.
    type Other: Side<Other = Self>;

    /// What a condition is stored with for this side.
    type Seat<C: Condition>: Seat;

    /// The seat of this side.
    fn seat<C: Condition>(waitable: &Waitable<C>) -> &Self::Seat<C>;

    /// The hook of this side's drop.
    fn on_drop<C: Condition>() -> DropHook<C>;

    /// Runs the `#[disarm]` methods of all waits of this side.
    fn disarm<C: Condition>(condition: &C);
}

/// The side that changes a condition.
#[derive(Debug)]
pub struct NotifierSide;

/// The side that waits for a condition.
#[derive(Debug)]
pub struct WaiterSide;

impl sealed::Sealed for NotifierSide {}
impl sealed::Sealed for WaiterSide {}

impl Side for NotifierSide {
    type Other = WaiterSide;
    type Seat<C: Condition> = C::NotifierSeat;

    #[inline]
    fn seat<C: Condition>(waitable: &Waitable<C>) -> &C::NotifierSeat {
        &waitable.notifier
    }

    #[inline]
    fn on_drop<C: Condition>() -> DropHook<C> {
        C::NOTIFIER_DROP
    }

    #[inline]
    fn disarm<C: Condition>(condition: &C) {
        condition.disarm_notifier();
    }
}

impl Side for WaiterSide {
    type Other = NotifierSide;
    type Seat<C: Condition> = C::WaiterSeat;

    #[inline]
    fn seat<C: Condition>(waitable: &Waitable<C>) -> &C::WaiterSeat {
        &waitable.waiter
    }

    #[inline]
    fn on_drop<C: Condition>() -> DropHook<C> {
        C::WAITER_DROP
    }

    #[inline]
    fn disarm<C: Condition>(condition: &C) {
        condition.disarm_waiter();
    }
}

/// A condition, and the waker of the task that waits for it.
///
/// The condition structs that `#[waitable]` annotates stay plain; this is where they live once
/// they are waited for. `into_pair` makes one in an `Arc`. With `storage = ref`, it is yours to
/// place, in a `static` or on the stack, and lends its handles:
///
/// ```
/// use spmc_waker::{Waitable, waitable};
/// use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
///
/// #[waitable(until = |event| event.0.load(Acquire), storage = ref)]
/// struct Event(AtomicBool);
///
/// static EVENT: Waitable<Event> = Waitable::new(Event(AtomicBool::new(false)));
///
/// let waiter = EVENT.waiter().expect("there is no other");
/// assert!(EVENT.waiter().is_none());
/// std::thread::spawn(|| EVENT.notifier().notify(|event| event.0.store(true, Release)));
/// futures::executor::block_on(waiter);
/// ```
pub struct Waitable<C: Condition> {
    pub(crate) notifier: C::NotifierSeat,
    pub(crate) waiter: C::WaiterSeat,
    pub(crate) condition: C,
}

impl<C: Condition> Waitable<C> {
    const_fn! {
        /// A condition that nobody waits for yet.
        ///
        /// `const`, except under `--cfg loom`.
        pub fn new(condition: C) -> Self {
            Self {
                notifier: init!(C::NotifierSeat),
                waiter: init!(C::WaiterSeat),
                condition,
            }
        }
    }

    /// A notifier; for a condition whose notifier waits as well, `Some` of it while there is no
    /// other.
    ///
    /// For conditions with `storage = ref`. `N` and `W` follow from the condition.
    #[inline]
    pub fn notifier<'a, N, W>(&'a self) -> N
    where
        C: InPlace<'a, N, W>,
    {
        C::notifier(self)
    }

    /// The waiter, or `None` while there is one.
    ///
    /// Costs one atomic swap; waiting then costs nothing more. For conditions with
    /// `storage = ref`. `N` and `W` follow from the condition.
    #[inline]
    pub fn waiter<'a, N, W>(&'a self) -> Option<W>
    where
        C: InPlace<'a, N, W>,
    {
        C::waiter(self)
    }

    /// Recovers from handles that were forgotten, which were not dropped and never will be: new
    /// ones can be made, and the wakers that those have left are dropped.
    ///
    /// The condition stays as it is, and no hook runs.
    ///
    /// # Panics
    ///
    /// Panics of such a waker's drop are passed on, when all is done.
    pub fn reset(&mut self) {
        // Although the drop of the notifier's waker panics.
        let _waiter = Defer::new(|| self.waiter.reset());
        self.notifier.reset();
    }

    /// The condition, waited for no more.
    pub fn into_inner(self) -> C {
        self.condition
    }
}

impl<C: Condition> core::fmt::Debug for Waitable<C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Waitable").finish_non_exhaustive()
    }
}

/// A condition with `storage = ref`, and the handles that borrow it. `#[waitable]` implements it.
///
/// The handles are parameters, not associated types: they may be more private than the condition.
#[diagnostic::on_unimplemented(
    message = "a `Waitable` lends no handles of `{Self}`",
    label = "is not `#[waitable]` with `storage = ref`",
    note = "write `#[waitable(storage = ref, …)]`, or take the handles of `into_pair`"
)]
pub trait InPlace<'a, N, W>: Condition {
    /// See [`Waitable::notifier`].
    fn notifier(place: &'a Waitable<Self>) -> N;

    /// See [`Waitable::waiter`].
    fn waiter(place: &'a Waitable<Self>) -> Option<W>;
}

mod sealed {
    pub trait Sealed {}
}
