//! A handle's own slot of one wait of `waiters`.

use super::{
    flag::{Flag, Found},
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
        const_fn, impl_init,
    },
};
use core::{
    mem, ptr,
    task::{Context, Poll},
};

/// A handle's own slot for one wait. The first pending poll takes it, and the handle keeps it until it is dropped, so
/// the waker that is cached in the slot serves many waits. A flag says who uses the slot.
pub struct Own<const SYNC: bool, const CACHED: bool> {
    flag: Flag,
    // Invariant: null, or a segment of the list that the unsafe methods were called with. In it, the slot at
    // `position` is held for this handle.
    segment: AtomicPtr<Segment<SYNC, CACHED>>,
    position: AtomicUsize,
}

// Why the unsafe methods are sound: their callers promise to pass the same list of the same set each time, and to keep
// the set alive. A set frees its segments only when it is dropped. So the segment is alive, and belongs to the list
// that is passed.
impl<const SYNC: bool, const CACHED: bool> Own<SYNC, CACHED> {
    const_fn! {
        /// Creates an `Own` without a slot. `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            Self {
                flag: Flag::new(),
                segment: AtomicPtr::new(ptr::null_mut()),
                position: AtomicUsize::new(0),
            }
        }
    }

    /// Takes a slot for a future: the own slot or, if that is in use, a free one of the set.
    ///
    /// # Safety
    ///
    /// From the first call of an unsafe method until [`release`](Self::release), the set must stay alive, and all
    /// calls must pass the same list of the same set.
    pub unsafe fn hold<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> Held<'a, SYNC, CACHED, LONE, MANY> {
        if self.flag.take() {
            // SAFETY: the flag has just been taken, and the rest is as the caller promises.
            return unsafe { self.held(set, list, hint) };
        }
        // SAFETY: as the caller promises.
        let near = unsafe { self.segment() };
        // SAFETY: the slot has just been taken.
        unsafe { Held::taken(set, set.take_slot(list, near, hint)) }
    }

    /// Performs one call of a `poll_…` method. If the first check is ready, takes no slot. Leaves a pending
    /// registration to the next call. Gives up one that a forgotten future has left.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold).
    pub unsafe fn poll<const ONE: bool, R: Readiness, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
        cx: &mut Context<'_>,
        mut check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let found = self.flag.found();
        if found == Found::Free {
            let first = check().into_poll();
            if first.is_ready() {
                return first;
            }
        }
        self.flag.take_over();
        // SAFETY: because of `&mut self`, no future of the handle exists, so this call has the flag. The rest is as the
        // caller promises.
        let held = unsafe { self.held(set, list, hint) };
        let mut registration = Registration::<_, ONE>::resume(held, found != Found::Free);
        if found == Found::Forgotten {
            registration.give_up();
        }
        let poll = match found {
            Found::Free => registration.poll_registered(cx, check),
            _ => registration.poll(cx, check),
        };
        registration.keep();
        poll
    }

    /// Gives up a registration that a forgotten future has left. The handle keeps the slot.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold).
    #[inline]
    pub unsafe fn end_forgotten<const ONE: bool, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) {
        if self.flag.found() == Found::Forgotten {
            // SAFETY: because of `&mut self`, no future of the handle exists, so the flag passes to this call. The
            // rest is as the caller promises.
            let held = unsafe { self.held(set, list, hint) };
            Registration::<_, ONE>::resume(held, true).give_up();
        }
    }

    /// Returns whether the own slot is registered, for `tracing`.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold).
    pub unsafe fn shows_registered(&self) -> bool {
        // SAFETY: as the caller promises.
        let segment = unsafe { self.segment() };
        // Relaxed: the position was stored before the segment, which has been acquired.
        segment.is_some_and(|segment| segment.slots[self.position.load(Relaxed)].shows_registered())
    }

    /// Ends the wait, and gives the own slot back. Returns whether something was registered.
    ///
    /// The handle is dropped, or unregisters.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold).
    pub unsafe fn release<const ONE: bool, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
    ) -> bool {
        // First, because what follows may panic. Relaxed: all uses by other threads happen before `&mut self`.
        let was_used = self.flag.found() != Found::Free;
        self.flag.reset();
        let segment = self.segment.load(Relaxed);
        self.segment.store(ptr::null_mut(), Relaxed);
        // SAFETY: null, or a segment of this list, whose set is borrowed (see the field).
        let Some(segment) = (unsafe { segment.as_ref() }) else {
            return false;
        };
        // SAFETY: the own slot is held for this handle (see the field), which gives it up: nothing refers to it any
        // more.
        let held = unsafe { Held::taken(set, (segment, self.position.load(Relaxed))) };
        let mut registration = Registration::<_, ONE>::resume(held, was_used);
        let was_registered = registration.give_up();
        drop(registration);
        was_registered
    }

    /// Returns the own slot. Takes one from the set if there is none yet.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold). And the caller must have the flag, which passes to the result.
    unsafe fn held<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> Held<'a, SYNC, CACHED, LONE, MANY> {
        // SAFETY: as the caller promises.
        let (segment, position) = match unsafe { self.segment() } {
            Some(segment) => (segment, self.position.load(Relaxed)),
            // SAFETY: as the caller promises, and there is no own slot yet.
            None => unsafe { self.take_slot(set, list, hint) },
        };
        Held {
            set,
            segment,
            position,
            own: Some(&self.flag),
        }
    }

    /// Takes a slot from the set, which becomes the own slot. If that panics, gives the flag back.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold). And the caller must have the flag, and have found no own slot.
    #[cold]
    unsafe fn take_slot<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        // Deferred, because the allocation of a segment may panic.
        let guard = Defer::new(|| {
            // SAFETY: the caller has the flag, and there is no slot to use.
            unsafe { self.flag.give_back() };
        });
        let (segment, position) = set.take_slot(list, None, hint);
        mem::forget(guard);
        self.position.store(position, Relaxed);
        // Release, with the acquire in `segment`, for futures without the flag. (Those that take the flag later are
        // ordered by it.)
        self.segment
            .store(ptr::from_ref(segment).cast_mut(), Release);
        (segment, position)
    }

    /// Returns the segment of the own slot, if there is one.
    ///
    /// # Safety
    ///
    /// The same as for [`hold`](Self::hold).
    unsafe fn segment(&self) -> Option<&Segment<SYNC, CACHED>> {
        // Acquire, with the release in `take_slot`: futures without the flag come here, too, to begin their search in
        // this segment.
        let segment = self.segment.load(Acquire);
        // SAFETY: null, or a segment of a list that is alive, as the caller promises.
        unsafe { segment.as_ref() }
    }
}

impl_init!([const SYNC: bool, const CACHED: bool] Own<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> Default for Own<SYNC, CACHED> {
    fn default() -> Self {
        Self::new()
    }
}
