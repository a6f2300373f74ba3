//! `storage = owned`: a box that the handles own together, and that the last of them frees.
//!
//! Its word counts *shares*, and notifiers above them. Each waiter has a share, and all notifiers
//! together have one, whatever their number: so the last notifier can run its hook before it gives that
//! up. The box is freed with the last share.
//!
//! | who | does | read-modify-writes |
//! |---|---|---|
//! | a notifier that is cloned | counts one notifier more | 1, relaxed |
//! | a notifier, when there are others | counts one notifier less | 1 |
//! | the last notifier, or a waiter | gives its share up | 1 |
//! | who has the last share | frees the box | 0: a load shows that nobody else is there |
//!
//! Where two notifiers race to be the last, the one that loses counts itself out, and then gives the
//! share up: two read-modify-writes.
//!
//! A notifier counts for one more than there can be shares, so that all the rest of the word is for notifiers.
//!
//! A load suffices where it shows that the caller is alone. Handles are made by handles: notifiers by
//! notifiers alone, waiters never. So where the only notifier looks, or the owner of the only share, no
//! other can come up.

use super::{Storage, Waitable, sealed};
use crate::{
    condition::{traits::Condition, wakers::Wakers as _},
    defer::Defer,
    sync::{
        AtomicUsize,
        Ordering::{AcqRel, Acquire, Relaxed},
        init,
    },
};
use alloc::boxed::Box;
use core::{
    marker::PhantomData,
    panic::{RefUnwindSafe, UnwindSafe},
    ptr::NonNull,
};

/// A share of the box.
const SHARE: usize = 1;
/// As many as a `u32` has bits, which are how sets of waiters are written.
const MAX_WAITERS: usize = 32;
/// A way to the condition, as one of the handles that own it has it. It is no owner by itself: the
/// handle that holds it is, and says so when it is dropped.
#[doc(hidden)]
pub struct Owned<C: Condition> {
    // Invariant: points to a `Waitable` that came from a box, and that stays there while its word
    // counts a share. The handle that holds this has such a share, or is one of the notifiers that
    // have one together.
    waitable: NonNull<Waitable<C>>,
    owns: PhantomData<Waitable<C>>,
}

impl<C: Condition> Owned<C> {
    /// A notifier. The shares of all waiters and that of the notifiers stay below.
    const NOTIFIER: usize = (C::Wakers::COUNT + 2) * SHARE;

    /// What the word counts for so many waiters, and a notifier.
    const fn shares(waiters: usize, has_notifier: bool) -> usize {
        let notifier = if has_notifier {
            Self::NOTIFIER + SHARE
        } else {
            0
        };
        notifier + waiters * SHARE
    }

    /// The way to a new box, which counts a share for each waiter that the condition has wakers for,
    /// and for a notifier if there is one.
    pub(in crate::condition) fn new(condition: C, has_notifier: bool) -> Self {
        let waiters = C::Wakers::COUNT;
        // Sets of waiters would not show more.
        assert!(waiters <= MAX_WAITERS, "a condition has at most 32 waiters");
        // The box is there before the value. Else that is built on the stack, in small pieces, and
        // moved in large ones: a load of several pieces waits until they all have been written.
        let waitable = Box::leak(Box::new_uninit()).write(Waitable {
            handles: AtomicUsize::new(Self::shares(waiters, has_notifier)),
            wakers: init!(C::Wakers),
            condition,
        });
        Self {
            waitable: NonNull::from(waitable),
            owns: PhantomData,
        }
    }

    /// The way of a handle that was counted in [`new`](Self::new), or when it was cloned.
    #[inline]
    pub(in crate::condition) const fn another(&self) -> Self {
        Self {
            waitable: self.waitable,
            owns: PhantomData,
        }
    }

    /// Gives up the shares of handles that were counted in [`new`](Self::new), and never made.
    ///
    /// # Safety
    ///
    /// They must not be made later, and the caller must not use this again.
    #[cold]
    pub(in crate::condition) unsafe fn abandon(&self, waiters: usize, has_notifier: bool) {
        // SAFETY: they were counted in `new`, and as the caller promises nobody else gives them up.
        unsafe { self.release(Self::shares(waiters, has_notifier)) }
    }

    /// Gives up what the caller was counted for. Frees the box if nothing else is left.
    ///
    /// # Safety
    ///
    /// The word must count `mine`, for the caller alone, and the caller must not use the box again.
    #[inline]
    unsafe fn release(&self, mine: usize) {
        let handles = &Self::waitable(self).handles;
        // Acquire, with the release of the other owners when they gave up theirs: what they did with
        // the box happens before it is freed. The release is part of each read-modify-write here, so
        // those that come after it carry it on.
        if handles.load(Acquire) != mine && handles.fetch_sub(mine, AcqRel) != mine {
            return;
        }
        // SAFETY: it came from a box (see the field). The caller was the last owner: by the load,
        // nobody else was there, nor could come; by the subtraction, nobody else is left.
        drop(unsafe { Box::from_raw(self.waitable.as_ptr()) });
    }
}

impl<C: Condition> sealed::Sealed for Owned<C> {}

impl<C: Condition> Storage for Owned<C> {
    type Condition = C;

    #[inline]
    fn waitable(this: &Self) -> &Waitable<C> {
        // SAFETY: the handle that holds this has a share, so the box is there (see the field), and
        // nobody has it mutably before it is freed.
        unsafe { this.waitable.as_ref() }
    }

    #[inline]
    fn share(this: &Self) -> Self {
        // Relaxed: the notifier that is cloned keeps the count above zero by being there.
        let before = Self::waitable(this)
            .handles
            .fetch_add(Self::NOTIFIER, Relaxed);
        if before > usize::MAX / 2 {
            too_many();
        }
        this.another()
    }

    #[inline]
    unsafe fn leave_notifier(this: &Self, last: impl FnOnce(&Waitable<C>)) {
        let handles = &Self::waitable(this).handles;
        let mut mine = Self::NOTIFIER + SHARE;
        // Acquire, with the release of the notifiers that have gone: the hook sees what they did.
        if handles.load(Acquire) >= 2 * Self::NOTIFIER {
            // Release, with the acquire above and in `release`; acquire, with the same, if this one
            // turns out to be the last.
            if handles.fetch_sub(Self::NOTIFIER, AcqRel) >= 2 * Self::NOTIFIER {
                return;
            }
            mine = SHARE;
        }
        let _release = Defer::new(|| {
            // SAFETY: the caller is the last notifier, and has the share of all of them; itself it has
            // counted out, or it is still counted. It does not use the box again.
            unsafe { this.release(mine) }
        });
        last(Self::waitable(this));
    }

    #[inline]
    unsafe fn leave_waiter(this: &Self, _: usize) {
        // SAFETY: each waiter was counted with one share, and as the caller promises this one does not
        // use the box again.
        unsafe { this.release(SHARE) }
    }
}

/// Ends the process: a count that wraps would free the box under its owners.
#[cold]
#[inline(never)]
fn too_many() -> ! {
    /// A panic while another unwinds aborts, with and without std.
    struct Abort;

    impl Drop for Abort {
        fn drop(&mut self) {
            panic!("the process is aborted");
        }
    }

    let _abort = Abort;
    panic!("too many notifiers of one condition: they are forgotten, not dropped");
}

// SAFETY: as for an `Arc`. A handle gives shared access to the condition from its thread, which takes
// `C: Sync`, and the last one drops it there, which takes `C: Send`. The wakers are both.
unsafe impl<C: Condition + Send + Sync> Send for Owned<C> {}
// SAFETY: as above. A reference to it gives what it gives.
unsafe impl<C: Condition + Send + Sync> Sync for Owned<C> {}

// What it points to does not move with it.
impl<C: Condition> Unpin for Owned<C> {}

// As for an `Arc`.
impl<C: Condition + RefUnwindSafe> UnwindSafe for Owned<C> {}
impl<C: Condition + RefUnwindSafe> RefUnwindSafe for Owned<C> {}
