//! With the feature `tracing`: a span for each wait, and events for what happens to it.

use super::{
    console::Operation,
    resource::{By, Caller},
};
use crate::condition::{storage::Waitable, traits::Condition};
use alloc::vec::Vec;
use core::{
    any::type_name,
    panic::{Location, RefUnwindSafe, UnwindSafe},
    task::Poll,
};
use tracing::{Span, debug};

/// Makes the span of a wait. There is a function for each wait, because the name of a span must be a literal.
pub type WaitSpan = fn(condition: &str, at: &Location<'_>) -> Span;

/// Makes a [`WaitSpan`].
///
/// In a module of its own, where no name is in scope that the user's code has: a `static` or a unit struct with the name
/// of a variable would be meant by its pattern (`ui: statics_consts_and_macros_in_scope`).
#[doc(hidden)]
#[macro_export]
macro_rules! __wait_span {
    ($name:literal) => {{
        mod span {
            pub(super) fn make(
                condition: &$crate::__private::core::primitive::str,
                at: &$crate::__private::core::panic::Location<'_>,
            ) -> $crate::__private::tracing::Span {
                $crate::__private::tracing::debug_span!(
                    target: "spmc_waker",
                    $name,
                    condition,
                    %at,
                )
            }
        }
        span::make
    }};
}

/// The span and the events of a wait, from its beginning to its end.
pub(in crate::condition) struct Trace {
    caller: Caller,
    span: Span,
    operation: Operation,
    /// The last poll was pending. So the task is registered, unless a wake has consumed the registration.
    is_pending: bool,
    /// The change that woke the task. The next poll takes it.
    woken_by: Option<By>,
}

impl Trace {
    /// Begins a wait. `caller` is the line that waits.
    pub(in crate::condition) fn begin<C: Condition>(
        waitable: &Waitable<C>,
        wait: usize,
        caller: Caller,
    ) -> Self {
        let at = caller.location();
        let make_span = C::SPANS.get(wait).copied().unwrap_or(|_, _| Span::none());
        let name = C::NAMES.get(wait).copied().unwrap_or_default();
        let condition = type_name::<C>();
        let resource = waitable.resource().span(condition);
        Self {
            caller,
            span: make_span(condition, at),
            operation: Operation::new(resource, name, at),
            is_pending: false,
            woken_by: None,
        }
    }

    /// Returns the line that waits.
    pub(in crate::condition) const fn caller(&self) -> Caller {
        self.caller
    }

    /// Before a poll, tells whether the task has been woken: it is pending, and no longer registered.
    pub(in crate::condition) fn say_if_woken<C: Condition>(
        &mut self,
        waitable: &Waitable<C>,
        is_registered: impl FnOnce() -> bool,
    ) {
        if self.is_pending && !is_registered() {
            let by = waitable.resource().changed_by();
            debug!(target: "spmc_waker", parent: &self.span, by = %by, "woken");
            self.woken_by = Some(by);
        }
    }

    /// Records one poll, which registers the task if it is pending.
    pub(in crate::condition) fn poll<T>(&mut self, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        let poll = self.check(poll);
        if poll.is_pending() {
            self.say_pending();
        }
        poll
    }

    /// Records one check, which registers nobody.
    pub(in crate::condition) fn check<T>(&mut self, check: impl FnOnce() -> Poll<T>) -> Poll<T> {
        let entered = self.span.enter();
        let poll = self.operation.poll(self.woken_by.take(), check);
        // While the result is a local, as in `Operation::poll`.
        drop(entered);
        if poll.is_ready() {
            debug!(target: "spmc_waker", parent: &self.span, "ready");
            self.end();
        }
        poll
    }

    fn say_pending(&mut self) {
        debug!(target: "spmc_waker", parent: &self.span, "pending");
        if !self.is_pending {
            self.is_pending = true;
            self.operation.begin_pending();
        }
    }

    fn end(&mut self) {
        if self.is_pending {
            self.is_pending = false;
            self.operation.end_pending();
        }
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        if self.is_pending {
            debug!(target: "spmc_waker", parent: &self.span, "given up");
            self.end();
        }
    }
}

// A feature must not remove these from futures and handles. A panic may unwind through a subscriber, but that is so
// for all spans, and subscribers must expect it.
impl UnwindSafe for Trace {}
impl RefUnwindSafe for Trace {}

/// The waits that the `poll_…` methods of a handle have left pending, by their numbers.
#[derive(Default)]
pub(in crate::condition) struct Kept(Vec<(usize, Trace)>);

impl Kept {
    pub(in crate::condition) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes the trace of the wait that is pending. If none is, begins one.
    pub(in crate::condition) fn resume<C: Condition>(
        &mut self,
        waitable: &Waitable<C>,
        wait: usize,
        caller: Caller,
    ) -> Trace {
        self.take(wait)
            .unwrap_or_else(|| Trace::begin(waitable, wait, caller))
    }

    /// Keeps the trace of a wait that is pending.
    pub(in crate::condition) fn keep(&mut self, wait: usize, trace: Trace) {
        if trace.is_pending {
            self.0.push((wait, trace));
        }
    }

    /// Takes the trace of a wait that is pending. Its drop gives the wait up.
    pub(in crate::condition) fn take(&mut self, wait: usize) -> Option<Trace> {
        let index = self.0.iter().position(|(kept, _)| *kept == wait)?;
        Some(self.0.swap_remove(index).1)
    }
}
