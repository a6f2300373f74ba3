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

/// A handle's own slot of one wait: taken at the first pending poll, and kept until the handle goes. So
/// the waker that is cached there serves many waits. A flag says whether something of the handle uses it.
pub struct Own<const SYNC: bool, const CACHED: bool> {
    flag: Flag,
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
                flag: Flag::new(),
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
        if self.flag.take() {
            // SAFETY: the flag is taken.
            return unsafe { self.held(set, list, hint) };
        }
        // SAFETY: as the caller promises, see above.
        let near = unsafe { self.segment() };
        Held::taken(set, set.take_slot(list, near, hint))
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
        let found = self.flag.found();
        if found == Found::Free {
            let first = check().into_poll();
            if first.is_ready() {
                return first;
            }
        }
        self.flag.take_over();
        // SAFETY: no future of the handle is there with `&mut self`, so the flag is this call's.
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

    /// Gives up what a forgotten future has registered. The slot stays the handle's own.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    #[inline]
    pub unsafe fn end_forgotten<const ONE: bool, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) {
        if self.flag.found() == Found::Forgotten {
            // SAFETY: no future of the handle is there with `&mut self`, so the flag is this call's.
            let held = unsafe { self.held(set, list, hint) };
            Registration::<_, ONE>::resume(held, true).give_up();
        }
    }

    /// Whether the own slot is registered, for `tracing`.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    pub unsafe fn shows_registered(&self) -> bool {
        // SAFETY: as the caller promises, see above.
        let segment = unsafe { self.segment() };
        // Relaxed: who asks has the handle to itself.
        segment.is_some_and(|segment| segment.slots[self.position.load(Relaxed)].shows_registered())
    }

    /// Gives up what is registered, and gives the slot back: the handle goes, or unregisters. Returns
    /// whether something was registered.
    ///
    /// # Safety
    ///
    /// As for [`hold`](Self::hold).
    pub unsafe fn release<const ONE: bool, const LONE: usize, const MANY: usize>(
        &mut self,
        set: &GrowingSet<SYNC, CACHED, LONE, MANY>,
    ) -> bool {
        // First: what follows may panic. Relaxed: `&mut self` comes after all uses of other threads.
        let was_used = self.flag.found() != Found::Free;
        self.flag.reset();
        let segment = self.segment.load(Relaxed);
        self.segment.store(ptr::null_mut(), Relaxed);
        // SAFETY: null, or a segment of this list, whose set is borrowed.
        let Some(segment) = (unsafe { segment.as_ref() }) else {
            return false;
        };
        let held = Held::taken(set, (segment, self.position.load(Relaxed)));
        let mut registration = Registration::<_, ONE>::resume(held, was_used);
        let was_registered = registration.give_up();
        drop(registration);
        was_registered
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
        let (segment, position) = match unsafe { self.segment() } {
            Some(segment) => (segment, self.position.load(Relaxed)),
            None => self.take_slot(set, list, hint),
        };
        Held {
            set,
            segment,
            position,
            own: Some(&self.flag),
        }
    }

    /// Takes the own slot from the set. The flag is the caller's.
    #[cold]
    fn take_slot<'a, const LONE: usize, const MANY: usize>(
        &'a self,
        set: &'a GrowingSet<SYNC, CACHED, LONE, MANY>,
        list: usize,
        hint: usize,
    ) -> (&'a Segment<SYNC, CACHED>, usize) {
        // The allocation of a segment may panic.
        let guard = Defer::new(|| self.flag.give_back());
        let (segment, position) = set.take_slot(list, None, hint);
        mem::forget(guard);
        self.position.store(position, Relaxed);
        // Release, with the load in `segment`. What has the flag is ordered by that.
        self.segment
            .store(ptr::from_ref(segment).cast_mut(), Release);
        (segment, position)
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
}

impl_init!([const SYNC: bool, const CACHED: bool] Own<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> Default for Own<SYNC, CACHED> {
    fn default() -> Self {
        Self::new()
    }
}
