//! The wait of a lone waiter in a set of either kind.

use crate::{Readiness, SpmcWaker};
use core::task::{Context, Poll};

/// Polls a slot, and announces its registration before the second check.
///
/// # Safety
///
/// As for [`SpmcWaker::poll_wait_until`].
#[inline]
pub(super) unsafe fn poll_announced<const SYNC: bool, const CACHED: bool, R: Readiness>(
    slot: &SpmcWaker<SYNC, CACHED>,
    announce: impl Fn(),
    cx: &mut Context<'_>,
    mut check: impl FnMut() -> R,
) -> Poll<R::Output> {
    let mut is_registered = false;
    let check = || {
        if is_registered {
            announce();
        }
        // The second check is the one after registering.
        is_registered = true;
        check()
    };
    // SAFETY: as the caller promises.
    unsafe { slot.poll_wait_until(cx, check) }
}
