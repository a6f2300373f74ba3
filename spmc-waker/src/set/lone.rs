//! The wait of a lone waiter in a set of either kind.

use crate::{Readiness, SpmcWaker};
use core::task::{Context, Poll};

/// Calls [`SpmcWaker::poll_wait_until`] of a slot. After registering, and before the second check, calls `announce`.
///
/// # Safety
///
/// The same as for [`SpmcWaker::poll_wait_until`].
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
        // `poll_wait_until` registers between the two checks.
        is_registered = true;
        check()
    };
    // SAFETY: as the caller promises.
    unsafe { slot.poll_wait_until(cx, check) }
}
