//! What is left for the drop of a handle.

use crate::condition::{
    storage::Waitable,
    traits::{Condition, DropHook},
    woken::{Waking, Woken},
};
use core::marker::PhantomData;

/// A [`DropHook`] without its method. Always a constant.
#[derive(Clone, Copy)]
pub struct AtDrop {
    /// The tasks that are woken after the hook.
    pub(super) to_wake: Waking,
    /// Whether the handle has fields whose drop may change something.
    pub(super) drops_fields: bool,
}

impl AtDrop {
    pub(super) const fn of<C: Condition>(hook: &DropHook<C>) -> Self {
        Self {
            to_wake: Waking::all::<C::Wakers>(hook.wakes()),
            drops_fields: hook.drops_fields(),
        }
    }

    /// The tasks that the drop wakes after the handle has been closed. The hook's tasks again, if the drop also drops
    /// fields.
    pub(super) const fn after_closing(&'static self) -> &'static Waking {
        if self.drops_fields {
            &self.to_wake
        } else {
            const { &Waking::NOBODY }
        }
    }
}

/// What is left for the drop of a handle. A type parameter of the handle, so that its drop has no more code than it
/// needs.
#[doc(hidden)]
pub trait Ending: sealed::Sealed {
    /// Whether the waits have ended before this drop. A generated handle with fields ends them in its own drop,
    /// because its fields are dropped before the handle that it wraps.
    const WAITS_ARE_OVER: bool;

    /// Whether the drop runs the hook.
    #[inline]
    fn runs_hook(&self) -> bool {
        true
    }

    /// Wakes tasks after the hook. By default, those that the hook names.
    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, at_drop: AtDrop) {
        waitable.wake_at_end(at_drop.to_wake);
    }
}

/// An [`Ending`] that a new handle can have.
#[doc(hidden)]
pub trait Unended: Ending + Sized {
    /// Everything is left to do.
    const ALL: Self;

    /// What is left for the drop of a clone.
    #[inline]
    #[must_use]
    fn of_clone(&self) -> Self {
        Self::ALL
    }
}

/// The ending of a notifier, and of a waiter without fields: this drop does everything.
#[doc(hidden)]
#[derive(Debug)]
pub struct Whole;

impl sealed::Sealed for Whole {}

impl Unended for Whole {
    const ALL: Self = Self;
}

impl Ending for Whole {
    const WAITS_ARE_OVER: bool = false;
}

/// The ending of a waiter with fields. It ends its waits before it drops the fields.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fielded;

impl sealed::Sealed for Fielded {}

impl Unended for Fielded {
    const ALL: Self = Self;
}

impl Ending for Fielded {
    const WAITS_ARE_OVER: bool = true;
}

/// The ending of a waiter with fields that may be closed before it is dropped: by a `#[notify(last)]` method, or as a
/// sink.
#[doc(hidden)]
#[derive(Debug)]
pub struct Closable {
    /// If the handle is closed, the tasks that its drop still wakes.
    closed: Option<&'static Waking>,
}

impl Closable {
    /// Closes: the drop does not run the hook. After the fields are dropped, it wakes these tasks.
    pub(super) const fn close(&mut self, to_wake: &'static Waking) {
        self.closed = Some(to_wake);
    }
}

impl sealed::Sealed for Closable {}

impl Unended for Closable {
    const ALL: Self = Self { closed: None };

    #[inline]
    fn of_clone(&self) -> Self {
        Self {
            closed: self.closed,
        }
    }
}

impl Ending for Closable {
    const WAITS_ARE_OVER: bool = true;

    #[inline]
    fn runs_hook(&self) -> bool {
        self.closed.is_none()
    }

    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, at_drop: AtDrop) {
        let to_wake = self.closed.copied().unwrap_or(at_drop.to_wake);
        waitable.wake_at_end(to_wake);
    }
}

/// The ending of a handle without fields whose last act was a `#[notify(last)]` method.
#[doc(hidden)]
#[derive(Debug)]
pub struct Last<W: Woken> {
    is_change: bool,
    wakes: PhantomData<W>,
}

impl<W: Woken> Last<W> {
    pub(super) const fn new(is_change: bool) -> Self {
        Self {
            is_change,
            wakes: PhantomData,
        }
    }
}

impl<W: Woken> sealed::Sealed for Last<W> {}

impl<W: Woken> Ending for Last<W> {
    const WAITS_ARE_OVER: bool = false;

    #[inline]
    fn runs_hook(&self) -> bool {
        false
    }

    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, at_drop: AtDrop) {
        if self.is_change || at_drop.drops_fields {
            waitable.wake_at_end(const { Waking::of::<C::Wakers, W>() });
        }
    }
}

mod sealed {
    pub trait Sealed {}
}
