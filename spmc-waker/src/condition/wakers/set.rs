//! The wakers of a condition with a set of either kind.

use super::{MAX_WAITS, Wakers};
#[cfg(feature = "alloc")]
use crate::condition::storage::Count;
#[cfg(feature = "alloc")]
use crate::set::GrowingSet;
use crate::{Readiness, SpmcWaker, set::FixedSet};
use core::task::{Context, Poll};

/// Implements [`Wakers`] for a set. `counts` is the type that counts its handles, and `list` turns a list's number
/// into what `wake_one` of that set takes.
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
                    masks[wait] = if wait < LONE {
                        Self::lone_bit(wait)
                    } else {
                        Self::many_bits(wait - LONE)
                    };
                    wait += 1;
                }
                Some(masks)
            };

            #[inline]
            fn lone_slot(&self, wait: usize) -> &Self::Slot {
                self.slot(wait)
            }

            fn inline_slots(&self) -> impl Iterator<Item = &Self::Slot> + Clone {
                self.slots()
            }

            fn each_slot(&self, wait: usize, see: &mut dyn FnMut(usize, bool)) {
                for (number, is_registered) in self.$slots(wait - LONE) {
                    see(number, is_registered);
                }
            }

            #[inline]
            fn may_wake(&self, mask: usize) -> bool {
                self.look(mask) != 0
            }

            #[inline]
            fn wake_masked(&self, mask: usize) {
                self.wake(mask);
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
