//! Where a search in a list begins.

use super::segment::Segment;
use crate::sync::{
    AtomicPtr,
    Ordering::{Acquire, Release},
    const_fn,
};
use core::ptr;

/// A link to a segment of the same list, where a search begins: a hint.
pub(super) struct Link<const SYNC: bool, const CACHED: bool> {
    // Invariant: null, or a segment of the list that has this link, which is there as long as the list.
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
        // Acquire, with `set`: the segment was made before, and who comes here acquires the links to it.
        let segment = self.segment.load(Acquire);
        // SAFETY: null, or a segment that is there as long as the list, which is borrowed.
        unsafe { segment.as_ref() }
    }

    /// # Safety
    ///
    /// The segment must be of the list that has this link.
    #[inline]
    pub(super) unsafe fn set(&self, segment: &Segment<SYNC, CACHED>) {
        // Release, with `get`.
        self.segment
            .store(ptr::from_ref(segment).cast_mut(), Release);
    }
}
