//! The spans and events that tokio-console knows, in the shape that tokio's own resources have.
//!
//! tokio-console knows spans by their names, and events by their targets. A condition is a resource, and a wait is an
//! operation of it. An operation is created while the span of its resource is entered, and both are entered for each
//! poll.

use super::resource::{By, Caller};
use core::{panic::Location, task::Poll};
use tracing::{Span, trace, trace_span};

/// A condition as a resource.
pub(super) fn resource(condition: &str, made_at: Caller) -> Span {
    let at = made_at.location();
    trace_span!(
        target: "runtime::resource",
        parent: None,
        "runtime.resource",
        concrete_type = condition,
        kind = "spmc-waker",
        loc.file = at.file(),
        loc.line = at.line(),
        loc.col = at.column(),
    )
}

/// A wait as an operation of a resource.
pub(super) struct Operation {
    name: &'static str,
    /// The line that waits, until an event has told it.
    at: Option<&'static Location<'static>>,
    resource: Span,
    span: Span,
    poll: Span,
}

impl Operation {
    pub(super) fn new(resource: Span, name: &'static str, at: &'static Location<'static>) -> Self {
        let span = resource.in_scope(|| {
            trace_span!(
                target: "runtime::resource",
                "runtime.resource.async_op",
                source = name,
                inherits_child_attrs = false,
            )
        });
        let poll = trace_span!(
            target: "runtime::resource",
            parent: &span,
            "runtime.resource.async_op.poll",
        );
        Self {
            name,
            at: Some(at),
            resource,
            span,
            poll,
        }
    }

    /// Records one poll, and who has woken the task before it. All events are inside one entry of the operation's
    /// span, because the console counts the entries as polls.
    pub(super) fn poll<T>(
        &mut self,
        woken_by: Option<By>,
        poll: impl FnOnce() -> Poll<T>,
    ) -> Poll<T> {
        let in_resource = self.resource.enter();
        let in_operation = self.span.enter();
        if let Some(at) = self.at.take() {
            trace!(
                target: "runtime::resource::async_op::state_update",
                %at,
                at.op = "override",
            );
        }
        if let Some(woken_by) = woken_by {
            trace!(
                target: "runtime::resource::async_op::state_update",
                %woken_by,
                woken_by.op = "override",
            );
        }
        let in_poll = self.poll.enter();
        let poll = poll();
        trace!(
            target: "runtime::resource::poll_op",
            op_name = self.name,
            is_ready = poll.is_ready(),
        );
        // While the result is a local: if a subscriber panics here, Rust leaks a value that is already in the return
        // place (rust-lang/rust#47949).
        drop((in_poll, in_operation, in_resource));
        poll
    }

    pub(super) fn begin_pending(&self) {
        self.count_pending("add");
    }

    pub(super) fn end_pending(&self) {
        self.count_pending("sub");
    }

    /// Changes the number of pending waits that the resource shows.
    fn count_pending(&self, op: &str) {
        self.resource.in_scope(|| {
            trace!(
                target: "runtime::resource::state_update",
                pending = 1_u64,
                pending.op = op,
            );
        });
    }
}
