//! `storage = owned`: a box that the handles own together. The last of them frees it.
//!
//! The word of the box counts *shares*, and notifiers above them. Each lone waiter has a share. All notifiers together
//! have one, and so have all `waiters` of one kind. So the last notifier, or the last of a kind, can run its hook
//! before it gives that share up. The box is freed with the last share.
//!
//! | handle | does | read-modify-writes |
//! |---|---|---|
//! | a notifier that is cloned | counts one more notifier | 1, relaxed |
//! | a notifier that is not the last | counts one notifier less | 1 |
//! | the last notifier, or a lone waiter | gives its share up | 1 |
//! | one of `waiters` that is cloned | counts one more of its kind | 1, relaxed |
//! | one of `waiters`, whether the last or not | counts one less | 1 |
//! | the last of its kind | gives its share up, too | 1 more |
//! | one of `waiters` that another handle makes when there is none | counts one more, and takes a share | 2 |
//! | the handle with the last share | frees the box | 0: a load shows that nobody else is left |
//!
//! If two notifiers race to be the last, the one that loses counts itself out, and then gives the share up. These are
//! two read-modify-writes.
//!
//! A notifier adds more to the word than all shares together can be, so that all higher bits are for notifiers. With
//! `waiters`, shares get half of the word, because any number of clones of a closed handle may each have one.
//!
//! A load suffices where it shows that the caller is alone. Only handles make handles: notifiers make notifiers, and
//! lone waiters make none. So while the only notifier looks, or the owner of the only share, no other one can come
//! into being. (For `waiters` a load is not enough, because other handles may make more of them.)

use super::{Count, ManyStorage, Storage, Waitable, sealed};
use crate::{
    condition::{
        trace::{Caller, Resource},
        traits::{Condition, first_waits},
        wakers::{ManyWakers, Wakers},
    },
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

/// The pointer that an owning handle holds. It has no `Drop`: the handle gives up its share by the functions of
/// [`Storage`].
#[doc(hidden)]
pub struct Owned<C: Condition> {
    // Invariant: points to a `Waitable` that came from a box, and that is freed only when its word counts no share any
    // more. The handle that holds this has a share, by itself or together with others of its kind.
    waitable: NonNull<Waitable<C>>,
    owns: PhantomData<Waitable<C>>,
}

impl<C: Condition> Owned<C> {
    /// What a notifier adds to the word. All shares together stay below.
    const NOTIFIER: usize = if C::Wakers::MANY == 0 {
        (Self::HANDLES + 2) * SHARE
    } else {
        1 << (usize::BITS / 2)
    };

    /// The number of handles that wait, where all of one kind count as one.
    const HANDLES: usize = first_waits::<C>().count_ones() as usize;

    /// Returns the word for this many lone waiters and kinds of `waiters`, with or without a notifier.
    const fn shares(waiters: usize, has_notifier: bool) -> usize {
        let notifier = if has_notifier {
            Self::NOTIFIER + SHARE
        } else {
            0
        };
        notifier + waiters * SHARE
    }

    /// Allocates a box that counts one handle of each kind. Returns a pointer for one of them.
    #[cfg_attr(feature = "tracing", track_caller)]
    pub(in crate::condition) fn new(condition: C, has_notifier: bool) -> Self {
        // Allocate first and write in place: moving a value that was just built on the stack in small pieces stalls
        // store forwarding.
        let waitable = Box::leak(Box::new_uninit()).write(Waitable {
            handles: AtomicUsize::new(Self::shares(Self::HANDLES, has_notifier)),
            counts: init!(<C::Wakers as Wakers>::Counts),
            wakers: init!(C::Wakers),
            resource: Resource::new(Caller::here()),
            condition,
        });
        for (count, wait) in waitable.counts.as_ref().iter().zip(C::Wakers::LONE..) {
            if const { first_waits::<C>() } & 1 << wait != 0 {
                count.begin();
            }
        }
        Self {
            waitable: NonNull::from(waitable),
            owns: PhantomData,
        }
    }

    /// Returns the pointer for a handle that [`new`](Self::new) has counted, or that has been counted since.
    #[inline]
    pub(in crate::condition) const fn another(&self) -> Self {
        Self {
            waitable: self.waitable,
            owns: PhantomData,
        }
    }

    /// Returns the count of the `waiters` with this first wait.
    fn count(&self, first_wait: usize) -> &Count {
        &Self::waitable(self).counts.as_ref()[first_wait - C::Wakers::LONE]
    }

    /// Counts one more of the `waiters` with this first wait. The caller keeps the box alive. Also returns a number,
    /// which differs among most of them, for their hints.
    #[inline]
    pub(in crate::condition) fn count_one_more(&self, first_wait: usize) -> (Self, usize) {
        let before = self.count(first_wait).add();
        if before > usize::MAX / 2 {
            too_many();
        }
        (self.another(), before)
    }

    /// Does the same as [`count_one_more`](Self::count_one_more), for a handle of another kind: there may have been
    /// none of this kind before.
    pub(in crate::condition) fn count_another(&self, first_wait: usize) -> (Self, usize) {
        let (another, before) = self.count_one_more(first_wait);
        if before == 0 {
            // The kind has no share any more: its last handle gives it up.
            self.add_share();
        }
        (another, before)
    }

    /// Counts one more share, for a handle that has one by itself.
    pub(in crate::condition) fn add_share(&self) {
        // Relaxed: the caller's own share keeps the box alive.
        let before = Self::waitable(self).handles.fetch_add(SHARE, Relaxed);
        if before % Self::NOTIFIER > Self::NOTIFIER / 2 {
            too_many();
        }
    }

    /// Gives up the shares of handles that [`new`](Self::new) has counted and that were never made.
    ///
    /// # Safety
    ///
    /// These handles must not be made later, and the caller must not use the box again.
    #[cold]
    pub(in crate::condition) unsafe fn abandon(&self, waiters: usize, has_notifier: bool) {
        // SAFETY: `new` has counted these handles. They do not exist, so nobody else gives up their shares.
        unsafe { self.release(Self::shares(waiters, has_notifier)) }
    }

    /// Subtracts from the word what it counts for the caller. Frees the box if nothing is left.
    ///
    /// # Safety
    ///
    /// The word must count `mine` for the caller alone. The caller must not use the box again. Only
    /// handles that it counts may add to the word.
    #[inline]
    unsafe fn release(&self, mine: usize) {
        let handles = &Self::waitable(self).handles;
        // Acquire, with the release of the other owners' subtractions: what they did with the box happens before it is
        // freed. (All changes of the word are read-modify-writes, so they continue the release sequences of earlier
        // subtractions.)
        if handles.load(Acquire) != mine && handles.fetch_sub(mine, AcqRel) != mine {
            return;
        }
        // SAFETY: it came from a box (see the field). No other owner is left: either the load has shown that the word
        // counts the caller alone, and only the caller could have added others; or the subtraction has left nothing.
        drop(unsafe { Box::from_raw(self.waitable.as_ptr()) });
    }
}

impl<C: Condition> sealed::Sealed for Owned<C> {}

impl<C: Condition> Storage for Owned<C> {
    type Condition = C;

    #[inline]
    fn waitable(this: &Self) -> &Waitable<C> {
        // SAFETY: the handle that holds this has a share, so the box is alive (see the field). Nobody borrows it
        // mutably before it is freed.
        unsafe { this.waitable.as_ref() }
    }

    #[inline]
    fn share(this: &Self) -> Self {
        // Relaxed: the notifier that is cloned keeps the box alive.
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
        // Acquire, with the release of the notifiers that have left: the hook sees what they did.
        if handles.load(Acquire) >= 2 * Self::NOTIFIER {
            // Release, with the acquires of this function and of `release`, for the last notifier. Acquire, with the
            // same release of the others, because this one may turn out to be the last.
            if handles.fetch_sub(Self::NOTIFIER, AcqRel) >= 2 * Self::NOTIFIER {
                return;
            }
            mine = SHARE;
        }
        let _release = Defer::new(|| {
            // SAFETY: the caller is the last notifier, so the share of the notifiers is its own. `mine` is that share
            // and, unless it has been subtracted above, the caller's count. The caller does not use the box again.
            unsafe { this.release(mine) }
        });
        last(Self::waitable(this));
    }

    #[inline]
    unsafe fn leave_waiter(this: &Self, _: usize) {
        // SAFETY: the word counts one share for each lone waiter. As the caller promises, it does not use the box
        // again.
        unsafe { this.release(SHARE) }
    }
}

impl<C: Condition<Wakers: ManyWakers>> ManyStorage for Owned<C> {
    #[inline]
    unsafe fn leave_many(
        this: &Self,
        first_wait: usize,
        _: usize,
        last: impl FnOnce(&Waitable<C>),
    ) {
        if !this.count(first_wait).remove() {
            return;
        }
        let _release = Defer::new(|| {
            // SAFETY: the caller was the last of its kind, so the share of the kind is its own. (If other handles make
            // one of this kind from now on, they take another share.) The caller does not use the box again.
            unsafe { this.release(SHARE) }
        });
        last(Self::waitable(this));
    }

    unsafe fn close_many(this: &Self, first_wait: usize, last: impl FnOnce(&Waitable<C>)) {
        // First, because `leave_many` may give up the share of the caller's kind.
        this.add_share();
        // SAFETY: the caller is counted in its kind. What it does with the box from now on, it does by its new share.
        unsafe { Self::leave_many(this, first_wait, 0, last) };
    }

    unsafe fn leave_closed(this: &Self, _: usize, _: usize) {
        // SAFETY: the caller got a share when it was closed. As it promises, it does not use the box again.
        unsafe { this.release(SHARE) }
    }
}

/// Ends the process, because a count that wraps would free the box while it has owners.
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
    panic!("too many handles of one condition: they are forgotten, not dropped");
}

// SAFETY: as for an `Arc`. A handle gives its thread shared access to the condition, for which `C: Sync`. The last
// handle drops the condition on its own thread, for which `C: Send`. The wakers are both.
unsafe impl<C: Condition + Send + Sync> Send for Owned<C> {}
// SAFETY: as above. A `&Owned` gives no more access than an `Owned`.
unsafe impl<C: Condition + Send + Sync> Sync for Owned<C> {}

// The condition does not move with the pointer.
impl<C: Condition> Unpin for Owned<C> {}

// As for an `Arc`.
impl<C: Condition + RefUnwindSafe> UnwindSafe for Owned<C> {}
impl<C: Condition + RefUnwindSafe> RefUnwindSafe for Owned<C> {}
