//! Detects overlapping calls of the registering side in debug builds.

#[cfg(debug_assertions)]
use crate::sync::{CHECK_OVERLAP, Ordering, OverlapFlag};

/// Whether the registering side is inside a call. Without debug assertions, this takes no room.
pub(crate) struct Overlap {
    #[cfg(debug_assertions)]
    busy: OverlapFlag,
}

impl Overlap {
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(debug_assertions)]
            busy: OverlapFlag::new(false),
        }
    }

    /// Marks the registering side as inside a call until the guard is dropped.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) fn enter(&self) -> Entered<'_> {
        #[cfg(debug_assertions)]
        if CHECK_OVERLAP {
            // Relaxed: the check must not order the calls that it watches.
            assert!(
                !self.busy.swap(true, Ordering::Relaxed),
                "overlapping calls of the registering side of a `SpmcWaker`: only one task may \
                 register at a time, and a waker's clone or drop must not register in turn"
            );
        }
        Entered { overlap: self }
    }
}

/// The registering side is inside a call.
pub(crate) struct Entered<'a> {
    #[cfg_attr(
        not(debug_assertions),
        expect(dead_code, reason = "only checked builds look")
    )]
    overlap: &'a Overlap,
}

#[cfg(debug_assertions)]
impl Drop for Entered<'_> {
    #[inline]
    fn drop(&mut self) {
        if CHECK_OVERLAP {
            self.overlap.busy.store(false, Ordering::Relaxed);
        }
    }
}
