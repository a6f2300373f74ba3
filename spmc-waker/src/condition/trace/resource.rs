//! The span of a condition, and its last change.

use super::console;
use crate::sync::UnmodelledPtr as AtomicPtr;
use alloc::boxed::Box;
use core::{
    fmt,
    panic::{Location, UnwindSafe},
    ptr,
    sync::atomic::Ordering::{Acquire, Relaxed, Release},
};
use tracing::{Dispatch, Id, Span, subscriber::NoSubscriber};

/// A line of the user's code.
#[derive(Clone, Copy)]
pub(in crate::condition) struct Caller(Option<&'static Location<'static>>);

impl Caller {
    /// No line: the drop of a handle.
    pub(in crate::condition) const DROP: Self = Self(None);

    /// The line that calls the function which calls this one.
    #[track_caller]
    pub(in crate::condition) const fn here() -> Self {
        Self(Some(Location::caller()))
    }

    #[track_caller]
    pub(super) fn location(self) -> &'static Location<'static> {
        self.0.unwrap_or_else(|| Location::caller())
    }
}

/// The last change of a condition: the line that made it or, without one, the drop of a handle.
pub(super) struct By(Option<&'static Location<'static>>);

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(location) => location.fmt(f),
            None => f.write_str("the drop of a handle"),
        }
    }
}

/// The tracing state of a condition: its span, and its last change.
pub(in crate::condition) struct Resource {
    made_at: Caller,
    // Invariant: null, or a span that came from a box and that only the drop of this value frees.
    span: AtomicPtr<Span>,
    // Invariant: null, or a `'static` location.
    changed_at: AtomicPtr<Location<'static>>,
}

impl Resource {
    pub(in crate::condition) const fn new(made_at: Caller) -> Self {
        Self {
            made_at,
            span: AtomicPtr::new(ptr::null_mut()),
            changed_at: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Returns the span. The first wait makes it, because a constant cannot.
    pub(super) fn span(&self, condition: &str) -> Span {
        // Acquire, with the release of the exchange below.
        //
        // not seen by loom: these are not its atomics.
        let mut span = self.span.load(Acquire);
        if span.is_null() {
            let new = console::resource(condition, self.made_at);
            let is_known = |(_, to): (&Id, &Dispatch)| !to.is::<NoSubscriber>();
            if !new.with_subscriber(is_known).unwrap_or(false) {
                // Do not keep it, because a subscriber may come later.
                return new;
            }
            // Store it without a lock, because a subscriber may wait for a condition itself.
            let new = Box::into_raw(Box::new(new));
            // Release, with the acquire above, and with that of this exchange in a thread that comes second.
            //
            // not seen by loom: these are not its atomics.
            let stored = self
                .span
                .compare_exchange(ptr::null_mut(), new, Release, Acquire);
            span = match stored {
                Ok(_) => new,
                Err(other) => {
                    // SAFETY: it came from a box just now, and nobody else knows it.
                    drop(unsafe { Box::from_raw(new) });
                    other
                }
            };
        }
        // SAFETY: it is not null, so it came from a box, and it lives for as long as this value is borrowed (see the
        // field). The load or the exchange has acquired its initialisation, unless this thread has made it.
        let span = unsafe { &*span };
        span.clone()
    }

    /// Records a change, before tasks are woken.
    pub(in crate::condition) fn set_changed(&self, by: Caller) {
        let location = by.0.map_or(ptr::null(), ptr::from_ref);
        // Relaxed: a `'static` location is never written.
        self.changed_at.store(location.cast_mut(), Relaxed);
    }

    /// Returns the last change.
    pub(super) fn changed_by(&self) -> By {
        // Relaxed: as above.
        let location = self.changed_at.load(Relaxed);
        // SAFETY: null, or a `'static` location (see the field), which nobody writes.
        By(unsafe { location.as_ref() })
    }
}

// As for `Trace`: the feature must not take it from a `Waitable`.
impl UnwindSafe for Resource {}

impl Drop for Resource {
    fn drop(&mut self) {
        // Relaxed: `&mut self` comes after every other use.
        let span = self.span.load(Relaxed);
        if !span.is_null() {
            // SAFETY: it came from a box (see the field), and because of `&mut self` nobody uses it.
            drop(unsafe { Box::from_raw(span) });
        }
    }
}
