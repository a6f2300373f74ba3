//! `storage = owned`: a box that the handles own together, and that the last of them frees.
//!
//! Its word counts *shares*, and notifiers above them. Each lone waiter has a share. All notifiers together
//! have one, whatever their number, and so have all `waiters` of one kind: the last of them can run its hook
//! before it gives that up. The box is freed with the last share.
//!
//! | who | does | read-modify-writes |
//! |---|---|---|
//! | a notifier that is cloned | counts one notifier more | 1, relaxed |
//! | a notifier, when there are others | counts one notifier less | 1 |
//! | the last notifier, or a lone waiter | gives its share up | 1 |
//! | one of `waiters` that is cloned | counts one more of its kind | 1, relaxed |
//! | one of `waiters`, whether the last or not | counts one less | 1 |
//! | the last of its kind | gives its share up, then | 1 more |
//! | one of `waiters` that another handle makes, when there is none | counts one more, and takes a share | 2 |
//! | who has the last share | frees the box | 0: a load shows that nobody else is there |
//!
//! Where two notifiers race to be the last, the one that loses counts itself out, and then gives the
//! share up: two read-modify-writes.
//!
//! A notifier counts for one more than there can be shares, so that all the rest of the word is for notifiers.
//! With `waiters`, that is half of the word: one of them that has closed has a share of its own, and so have
//! its clones.
//!
//! A load suffices where it shows that the caller is alone. Handles are made by handles: notifiers by
//! notifiers alone, lone waiters never. So where the only notifier looks, or the owner of the only share, no
//! other can come up. (It can where the only one of `waiters` looks: other handles may make more.)

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
    /// A notifier. All shares stay below.
    const NOTIFIER: usize = if C::Wakers::MANY == 0 {
        (Self::HANDLES + 2) * SHARE
    } else {
        1 << (usize::BITS / 2)
    };

    /// How many handles wait, those of one kind as one.
    const HANDLES: usize = first_waits::<C>().count_ones() as usize;

    /// What the word counts for so many lone waiters and kinds of `waiters`, and a notifier.
    const fn shares(waiters: usize, has_notifier: bool) -> usize {
        let notifier = if has_notifier {
            Self::NOTIFIER + SHARE
        } else {
            0
        };
        notifier + waiters * SHARE
    }

    /// The way to a new box, which counts one of each handle.
    #[cfg_attr(feature = "tracing", track_caller)]
    pub(in crate::condition) fn new(condition: C, has_notifier: bool) -> Self {
        // The box is there before the value. Else that is built on the stack, in small pieces, and
        // moved in large ones: a load of several pieces waits until they all have been written.
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

    /// The way of a handle that was counted in [`new`](Self::new), or when it was cloned.
    #[inline]
    pub(in crate::condition) const fn another(&self) -> Self {
        Self {
            waitable: self.waitable,
            owns: PhantomData,
        }
    }

    /// The count of the `waiters` that have this first wait.
    fn count(&self, first_wait: usize) -> &Count {
        &Self::waitable(self).counts.as_ref()[first_wait - C::Wakers::LONE]
    }

    /// For one more of them, made by one that is counted. Also returns a number that differs among them.
    #[inline]
    pub(in crate::condition) fn count_one_more(&self, first_wait: usize) -> (Self, usize) {
        let before = self.count(first_wait).add();
        if before > usize::MAX / 2 {
            too_many();
        }
        (self.another(), before)
    }

    /// For one more of them, made by any handle: there may be none before. Also returns a number that differs
    /// among them.
    pub(in crate::condition) fn count_another(&self, first_wait: usize) -> (Self, usize) {
        let (another, before) = self.count_one_more(first_wait);
        if before == 0 {
            // The one that was the last gives up the share that they had.
            self.add_share();
        }
        (another, before)
    }

    /// Counts a share more, for an owner that has one of its own.
    pub(in crate::condition) fn add_share(&self) {
        // Relaxed: the caller has a share.
        let before = Self::waitable(self).handles.fetch_add(SHARE, Relaxed);
        if before % Self::NOTIFIER > Self::NOTIFIER / 2 {
            too_many();
        }
    }

    /// Gives up the shares of handles that were counted in [`new`](Self::new), and never made.
    ///
    /// # Safety
    ///
    /// They must not be made later, nor others by those that were made, and the caller must not use this
    /// again.
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
        // SAFETY: each lone waiter was counted with one share, and as the caller promises this one does not
        // use the box again.
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
            // SAFETY: the caller was the last of its kind, and has the share of all of them: those that other
            // handles make from now on take one of their own. It does not use the box again.
            unsafe { this.release(SHARE) }
        });
        last(Self::waitable(this));
    }

    unsafe fn close_many(this: &Self, first_wait: usize, last: impl FnOnce(&Waitable<C>)) {
        // First: the share of its kind may be given up.
        this.add_share();
        // SAFETY: the caller is counted. It uses the box by the share that it has now.
        unsafe { Self::leave_many(this, first_wait, 0, last) };
    }

    unsafe fn leave_closed(this: &Self, _: usize, _: usize) {
        // SAFETY: it got a share when it closed, and as the caller promises does not use the box again.
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
    panic!("too many handles of one condition: they are forgotten, not dropped");
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
