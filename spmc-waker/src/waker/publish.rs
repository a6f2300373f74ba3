//! The step of the registering side that makes its work visible to wakes.

use super::{SpmcWaker, state::State};
use crate::sync::Ordering::{AcqRel, SeqCst};

/// Makes a registration, or a request to clear, visible to wakes.
///
/// # Safety
///
/// The caller must be the registering side. The state word must show neither, so that wakes do not change it. If
/// `next` shows a registration, the slot of that must hold a waker with no other owner, tagged if it is the cached slot.
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

/// Makes a registration visible to the wakes of a set, in part: the caller publishes the rest by a read-modify-write
/// of the set's word, which sets the bit of this slot, and then checks its condition.
///
/// A wake that takes this bit acquires this store with it. So this need not be `SeqCst`, and it need not be a
/// read-modify-write either: it may hide that of a wake which found nothing here, but that wake has taken an earlier
/// bit, and the caller acquires it with the word.
///
/// # Safety
///
/// As for [`publish`]. And wakes come to this `SpmcWaker` only through that word.
#[inline]
pub(super) unsafe fn publish_in_set<const SYNC: bool, const CACHED: bool>(
    owner: &SpmcWaker<SYNC, CACHED>,
    next: State,
) {
    // Release, with the loads and claims of wakes: one that has taken an earlier bit may see this before the
    // caller sets the bit, and it reads the slot then.
    owner.state.store_released(next);
}
