//! A handle's own slot of one wait of `waiters`.

use super::{
    growing::{GrowingSet, Held},
    registration::Registration,
    segment::Segment,
};
use crate::{
    Readiness,
    defer::Defer,
    sync::{
        AtomicPtr, AtomicUsize,
        Ordering::{Acquire, Relaxed, Release},
        const_fn, give_back, impl_init,
    },
};
use core::{
    ptr,
    task::{Context, Poll},
};

/// Nothing of the handle uses the slot.
const FREE: usize = 0;
/// A future uses the slot, or one did that was forgotten.
const HELD: usize = 1;
/// A registration by `poll_…` is there, which the next such poll goes on with.
const KEPT: usize = 2;

/// A handle's own slot of one wait: taken at the first pending poll, and kept until the handle goes. So
/// the waker that is cached there serves many waits.
///
/// A flag says whether something of the handle uses it. Taking the flag is one read-modify-write, and
/// giving it back a plain store.
pub struct Own<const SYNC: bool, const CACHED: bool> {
    flag: AtomicUsize,
    // Invariant: null, or a segment of the list that `hold` was called with, in which the slot at
    // `position` is held for this handle.
    segment: AtomicPtr<Segment<SYNC, CACHED>>,
    position: AtomicUsize,
}

// The safety of all methods: the callers promise to name the same list each time, and that its set is
// there. So the segment is there, and of that list.
impl<const SYNC: bool, const CACHED: bool> Own<SYNC, CACHED> {
    const_fn! {
        /// No slot yet. `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            Self {
                flag: AtomicUsize::new(FREE),
                segment: AtomicPtr::new(ptr::null_mut()),
                position: AtomicUsize::new(0),
            }
        }
    }

    /// Holds the own slot or, if something of the handle uses that, one that is free in the set. For a
    /// future, which is there while the handle is borrowed.
    ///
    /// # Safety
    ///
    /// From this call on until [`release`](Self::release), the set must be there, and all calls must
    /// name the same list of the same set.
    pub unsafe fn hold<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> Held<'a, SYNC, CACHED, LONE, MANY> {
        // Relaxed: a hint, and the failure of the exchange is one, too. Acquire, with `give_back`: what
        // the last user did with the slot comes before.
        let is_taken = self.flag.load(Relaxed) == FREE
            && self
                .flag
                .compare_exchange(FREE, HELD, Acquire, Relaxed)
                .is_ok();
        if is_taken {
            // SAFETY: the flag is taken.
            return unsafe { self.held(set, list, hint) };
        }
        // SAFETY: as the caller promises, see above.
        let near = unsafe { self.segment() };
        set.hold_near(list, near, hint)
    }

    /// One whole poll of a `poll_…` method. Takes no slot if its first check is ready. A registration
    /// that stays keeps the slot. One that a forgotten future has left is given up.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    pub unsafe fn poll<const ONE: bool, R: Readiness, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
        cx: &mut Context<'_>,
        mut check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // Relaxed, here and below: `&mut self` comes after all uses of other threads.
        let found = self.flag.load(Relaxed);
        if found == FREE {
            let first = check().into_poll();
            if first.is_ready() {
                return first;
            }
        }
        self.flag.store(HELD, Relaxed);
        // SAFETY: no future of the handle is there with `&mut self`, so the flag is this call's.
        let held = unsafe { self.held(set, list, hint) };
        let mut registration = Registration::<_, ONE>::resume(held, found != FREE);
        if found == HELD {
            registration.give_up();
        }
        let poll = match found {
            FREE => registration.poll_registered(cx, check),
            _ => registration.poll(cx, check),
        };
        registration.keep();
        poll
    }

    /// Gives up what is registered, and gives the slot back: the handle goes, or unregisters.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    pub unsafe fn release<const ONE: bool, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
    ) {
        // SAFETY: as the caller promises, see above.
        let Some(segment) = (unsafe { self.segment() }) else {
            return;
        };
        let was_used = self.flag.load(Relaxed) != FREE;
        // First: what follows may panic.
        self.segment.store(ptr::null_mut(), Relaxed);
        self.flag.store(FREE, Relaxed);
        let held = Held {
            set,
            list,
            segment,
            position: self.position.load(Relaxed),
            own: None,
        };
        drop(Registration::<_, ONE>::resume(held, was_used));
    }

    /// The own slot, which is taken from the set if there is none.
    ///
    /// # Safety
    ///
    /// The flag must be the caller's, for the result. And as for [`hold`](Self::hold).
    unsafe fn held<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> Held<'a, SYNC, CACHED, LONE, MANY> {
        // SAFETY: as the caller promises, see above.
        if let Some(segment) = unsafe { self.segment() } {
            return Held {
                set,
                list,
                segment,
                position: self.position.load(Relaxed),
                own: Some(self),
            };
        }
        // The allocation of a segment may panic.
        let guard = Defer::new(|| self.give_back());
        let mut held = set.hold_near(list, None, hint);
        core::mem::forget(guard);
        self.position.store(held.position, Relaxed);
        // Release, with the load in `segment`. What has the flag is ordered by that.
        self.segment
            .store(ptr::from_ref(held.segment).cast_mut(), Release);
        held.own = Some(self);
        held
    }

    /// The segment of the own slot, if it is taken.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    unsafe fn segment(&self) -> Option<&Segment<SYNC, CACHED>> {
        // Acquire, with `held`: also a thread without the flag begins its search there.
        let segment = self.segment.load(Acquire);
        // SAFETY: null, or a segment of a list that is there, as the caller promises.
        unsafe { segment.as_ref() }
    }

    /// Gives the flag back.
    pub(super) fn give_back(&self) {
        give_back(&self.flag, FREE);
    }

    /// Leaves the flag to the next poll by `&mut self`.
    pub(super) fn keep(&self) {
        // Relaxed: a thread that finds the flag does not use the slot.
        self.flag.store(KEPT, Relaxed);
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] Own<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> Default for Own<SYNC, CACHED> {
    fn default() -> Self {
        Self::new()
    }
}
