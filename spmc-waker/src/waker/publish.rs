//! The step of the registering side that makes its work visible to wakes.

use super::{SpmcWaker, state::State};
use crate::sync::Ordering::{AcqRel, SeqCst};

/// Makes a registration, or a request to clear, visible to wakes.
///
/// # Safety
///
/// The caller must be the registering side. The state word must show neither, so that wakes do not change it. If
/// `next` shows a registration, the slot of that must hold a waker with no other owner, tagged if it is the cached
/// slot.
#[inline]
pub(super) unsafe fn publish<const SYNC: bool, const CACHED: bool>(
    owner: &SpmcWaker<SYNC, CACHED>,
    next: State,
) {
    if SYNC {
        // Acquire, with the release read-modify-write in each earlier wake: the next check sees what that wake's caller
        // wrote. Release, with the acquiring loads and claims of wakes: they see the slot.
        owner.state.swap(next, AcqRel);
    } else {
        // SeqCst, with the first load in `wake`: on this side, the store and then the next check; on the other side,
        // the change of the condition and then that load. Release (contained): as above. No wake changes a state that
        // shows neither, so this store overwrites nothing.
        owner.state.store(next, SeqCst);
    }
}

/// Performs the first of two steps that make a registration visible to the wakes of a set. In the second step, the
/// caller sets the bit of this slot in the set's word by a read-modify-write. Then it checks its condition.
///
/// A wake that takes the bit acquires this store with it, so the store need not be `SeqCst`. It need not be a
/// read-modify-write either. With `SYNC`, it may hide the read-modify-write of a wake that found nothing here. But that
/// wake had taken an earlier bit, so the caller acquires the wake when it sets the bit.
///
/// # Safety
///
/// The same as for [`publish`]. And wakes must reach this `SpmcWaker` only through that word.
#[inline]
pub(super) unsafe fn publish_in_set<const SYNC: bool, const CACHED: bool>(
    owner: &SpmcWaker<SYNC, CACHED>,
    next: State,
) {
    // Release, with the loads and claims of wakes: one that has taken an earlier bit may see this before the
    // caller sets the bit, and it reads the slot then (`tests/litmus/early`).
    owner.state.store_released(next);
}
