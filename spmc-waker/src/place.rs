//! Where the handles of a condition find it: in an `Arc`, or where the user has put it.

#[cfg(feature = "alloc")]
pub use shared::{Shared, pair, waiting_pair};

use crate::condition::{Condition, Waitable};

/// A way to the condition, which each of its handles holds.
pub trait Place: sealed::Sealed {
    /// The condition.
    type Condition: Condition;

    /// The condition and its wakers: always the same ones.
    fn waitable(&self) -> &Waitable<Self::Condition>;

    /// The way for one more notifier.
    #[must_use]
    fn another(&self) -> Self;

    /// Takes note that a notifier is gone. Runs this if it was the last, where there is one.
    fn leave(&self, last: impl FnOnce());
}

impl<C: Condition> sealed::Sealed for &Waitable<C> {}

/// With `storage = ref`. Notifiers come and go, so that none is the last.
impl<C: Condition> Place for &Waitable<C> {
    type Condition = C;

    #[inline]
    fn waitable(&self) -> &Waitable<C> {
        self
    }

    #[inline]
    fn another(&self) -> Self {
        self
    }

    #[inline]
    fn leave(&self, _: impl FnOnce()) {}
}

#[cfg(feature = "alloc")]
mod shared {
    use super::{Place, sealed};
    use crate::{
        condition::{Condition, NotifierSide, Waitable, WaiterSide},
        handles::{Notifier, Waiter},
        seat::WaitingSeat,
        sync::{
            Arc, AtomicUsize,
            Ordering::{AcqRel, Relaxed},
        },
    };

    /// With `storage = arc`.
    pub struct Shared<C: Condition>(Arc<Counted<C>>);

    struct Counted<C: Condition> {
        waitable: Waitable<C>,
        /// How many notifiers there are. Kept only for conditions that want to know of the last.
        notifiers: AtomicUsize,
    }

    impl<C: Condition> Shared<C> {
        fn new(condition: C) -> Self {
            Self(Arc::new(Counted {
                waitable: Waitable::new(condition),
                notifiers: AtomicUsize::new(1),
            }))
        }

        fn share(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<C: Condition> sealed::Sealed for Shared<C> {}

    impl<C: Condition> Place for Shared<C> {
        type Condition = C;

        #[inline]
        fn waitable(&self) -> &Waitable<C> {
            &self.0.waitable
        }

        fn another(&self) -> Self {
            if C::NOTIFIER_DROP.0.is_some() {
                // Relaxed: whoever clones a notifier keeps the count above zero by it.
                self.0.notifiers.fetch_add(1, Relaxed);
            }
            self.share()
        }

        #[inline]
        fn leave(&self, last: impl FnOnce()) {
            // Release, with the acquire here: the last one sees what all others have done.
            if C::NOTIFIER_DROP.0.is_some() && self.0.notifiers.fetch_sub(1, AcqRel) == 1 {
                last();
            }
        }
    }

    /// The two sides of a condition for which one side waits.
    pub fn pair<C: Condition>(condition: C) -> (Notifier<Shared<C>>, Waiter<Shared<C>, WaiterSide>)
    where
        C::WaiterSeat: WaitingSeat,
    {
        let place = Shared::new(condition);
        let notifier = Notifier::new(place.share());
        // SAFETY: the place is new, and this is the only waiter that is made of it.
        let waiter = unsafe { Waiter::new(place) };
        (notifier, waiter)
    }

    /// The two sides of a condition for which both sides wait.
    pub fn waiting_pair<C: Condition>(
        condition: C,
    ) -> (
        Waiter<Shared<C>, NotifierSide>,
        Waiter<Shared<C>, WaiterSide>,
    )
    where
        C::NotifierSeat: WaitingSeat,
        C::WaiterSeat: WaitingSeat,
    {
        let place = Shared::new(condition);
        // SAFETY: the place is new, and this is the only one of this side that is made of it.
        let notifier = unsafe { Waiter::new(place.share()) };
        // SAFETY: likewise.
        let waiter = unsafe { Waiter::new(place) };
        (notifier, waiter)
    }
}

mod sealed {
    pub trait Sealed {}
}
