//! What the drop of a handle still has to do.

use crate::condition::{
    storage::Waitable,
    traits::{Condition, DropHook},
    woken::{Waking, Woken},
};
use core::marker::PhantomData;

/// What the condition says of the drop of a handle, worked out.
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

    /// The tasks that are still to be woken after the handle has closed: those of the hook again, if fields
    /// are dropped then.
    pub(super) const fn after_closing(&'static self) -> &'static Waking {
        if self.drops_fields {
            &self.to_wake
        } else {
            const { &Waking::NOBODY }
        }
    }
}

/// What the drop of a handle still has to do.
#[doc(hidden)]
pub trait Ending: sealed::Sealed {
    /// Whether the waits have been ended before: a generated handle with fields does so in a drop of its
    /// own, since its fields are dropped before what it wraps.
    const WAITS_ARE_OVER: bool;

    /// Whether the hook is to run.
    #[inline]
    fn runs_hook(&self) -> bool {
        true
    }

    /// Wakes tasks, after the hook: those of the hook, unless the handle has come to its end before.
    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, at_drop: AtDrop) {
        waitable.wake_at_end(at_drop.to_wake);
    }
}

/// What a new handle has to do.
#[doc(hidden)]
pub trait Unended: Ending + Sized {
    /// All of it.
    const ALL: Self;

    /// What a clone of a handle has to do.
    #[inline]
    #[must_use]
    fn of_clone(&self) -> Self {
        Self::ALL
    }
}

/// A handle that wraps nothing but this, or a notifier: all happens in this drop.
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

/// A waiter with fields, which ends its waits before it drops them.
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

/// A waiter with fields that may come to its end before it is dropped: by a `#[notify(last)]` method, or as
/// a sink that is closed.
#[doc(hidden)]
#[derive(Debug)]
pub struct Closable {
    /// Once the hook is not to run any more: who is still to be woken.
    closed: Option<&'static Waking>,
}

impl Closable {
    /// The hook has run, or is not to run. These are to be woken after the fields are dropped.
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

/// The last thing that a handle does was a change, by a `#[notify(last)]` method.
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
