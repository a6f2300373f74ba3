//! What the drop of a handle still has to do.

use crate::condition::{
    storage::Waitable,
    traits::{Condition, DropHook},
    wakers,
};

/// What the drop of a [`Notifier`](super::Notifier) or a [`Waiter`](super::Waiter) still has to do.
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

    /// Wakes waiters, after the hook: those of the hook, unless the handle has come to its end before.
    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, hook: &DropHook<C>) {
        wakers::wake::<_, false>(waitable.wakers(), hook.wakes());
    }
}

/// What a new handle has to do.
#[doc(hidden)]
pub trait Unended: Ending {
    /// All of it.
    const ALL: Self;
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
    /// Once the hook is not to run any more: the waiters that are still to be woken.
    closed: Option<u32>,
}

impl Closable {
    /// The hook has run, or is not to run. These waiters are to be woken after the fields are dropped.
    pub(super) const fn close(&mut self, wakes: u32) {
        self.closed = Some(wakes);
    }
}

impl sealed::Sealed for Closable {}

impl Unended for Closable {
    const ALL: Self = Self { closed: None };
}

impl Ending for Closable {
    const WAITS_ARE_OVER: bool = true;

    #[inline]
    fn runs_hook(&self) -> bool {
        self.closed.is_none()
    }

    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, hook: &DropHook<C>) {
        wakers::wake::<_, false>(waitable.wakers(), self.closed.unwrap_or(hook.wakes()));
    }
}

/// The last thing that a handle does was a change, by a `#[notify(last)]` method.
#[doc(hidden)]
#[derive(Debug)]
pub struct Last<const WAKES: u32, const COLD: bool> {
    pub(super) is_change: bool,
}

impl<const WAKES: u32, const COLD: bool> sealed::Sealed for Last<WAKES, COLD> {}

impl<const WAKES: u32, const COLD: bool> Ending for Last<WAKES, COLD> {
    const WAITS_ARE_OVER: bool = false;

    #[inline]
    fn runs_hook(&self) -> bool {
        false
    }

    #[inline]
    fn wake<C: Condition>(&self, waitable: &Waitable<C>, hook: &DropHook<C>) {
        if self.is_change || hook.drops_fields() {
            wakers::wake::<_, COLD>(waitable.wakers(), WAKES);
        }
    }
}

mod sealed {
    pub trait Sealed {}
}
