//! The wakers of a condition without a set: an array.

use super::{MAX_WAITS, Wakers};
#[cfg(feature = "alloc")]
use crate::condition::storage::Count;
use crate::{Readiness, SpmcWaker};
use core::task::{Context, Poll};

/// Each waker is woken by itself.
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

    fn inline_slots(&self) -> impl Iterator<Item = &Self::Slot> + Clone {
        self.iter()
    }

    fn each_slot(&self, _: usize, _: &mut dyn FnMut(usize, bool)) {}

    fn may_wake(&self, _: usize) -> bool {
        unreachable!("`Waking` makes no mask for an array");
    }

    fn wake_masked(&self, _: usize) {
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
