//! Links that tell a search in a list where to begin.

use super::segment::Segment;
use crate::sync::{
    AtomicPtr,
    Ordering::{Acquire, Release},
    const_fn,
};
use core::ptr;

/// A hint: the segment of the same list in which a search begins.
pub(super) struct Link<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a segment of the list that contains this link. Segments live as long as their list.
    segment: AtomicPtr<Segment<SYNC, CACHED>>,
}

impl<const SYNC: bool, const CACHED: bool> Link<SYNC, CACHED> {
    const_fn! {
        pub(super) fn new() -> Self {
            Self {
                segment: AtomicPtr::new(ptr::null_mut()),
            }
        }
    }

    #[inline]
    pub(super) fn get(&self) -> Option<&Segment<SYNC, CACHED>> {
        // Acquire, with the release in `set`: the segment was initialised before, and so were the links that lead to
        // it.
        let segment = self.segment.load(Acquire);
        // SAFETY: null, or a segment that lives as long as the list (see the field). The list contains this link,
        // which is borrowed for as long as the result is used. Only the list's drop borrows segments mutably.
        unsafe { segment.as_ref() }
    }

    /// # Safety
    ///
    /// The segment must belong to the list that contains this link.
    #[inline]
    pub(super) unsafe fn set(&self, segment: &Segment<SYNC, CACHED>) {
        // Release, with the acquire in `get`.
        self.segment
            .store(ptr::from_ref(segment).cast_mut(), Release);
    }
}
