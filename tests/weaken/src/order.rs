//! Orderings, the operations that they stand in, and what is weaker by one step.

use std::fmt;

/// An ordering stronger than `Relaxed`, or that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    Relaxed,
    Acquire,
    Release,
    AcqRel,
    SeqCst,
}
use Order::{AcqRel, Acquire, Relaxed, Release, SeqCst};

impl Order {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let all = [Relaxed, Acquire, Release, AcqRel, SeqCst];
        all.into_iter().find(|order| order.to_string() == name)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What an ordering is the ordering of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Load,
    Store,
    ReadModifyWrite,
    /// Of a compare-exchange that fails.
    Failure,
    Fence,
}

impl Role {
    /// The orderings that are weaker by one step. Without a `Relaxed` fence, which is none at all: the
    /// instrumented code leaves it out.
    pub(crate) const fn weaker(self, order: Order) -> &'static [Order] {
        match (self, order) {
            (_, Relaxed) => &[],
            (Self::Load | Self::Failure, SeqCst) => &[Acquire],
            (Self::Store, SeqCst) => &[Release],
            (Self::ReadModifyWrite | Self::Fence, SeqCst) => &[AcqRel],
            (_, AcqRel) => &[Acquire, Release],
            (_, Acquire | Release) => &[Relaxed],
        }
    }
}

/// The operations that take orderings as their last arguments, by name: the atomics' methods, those of the
/// state word, which wrap them, and fences.
pub(crate) fn roles(operation: &str) -> &'static [Role] {
    match operation {
        "load" => &[Role::Load],
        "store" => &[Role::Store],
        "compare_exchange" | "compare_exchange_weak" => &[Role::ReadModifyWrite, Role::Failure],
        "swap" | "read_modify_write" => &[Role::ReadModifyWrite],
        "fence" | "compiler_fence" => &[Role::Fence],
        // Its orderings come first.
        "fetch_update" => &[],
        _ if operation.starts_with("fetch_") => &[Role::ReadModifyWrite],
        _ => &[],
    }
}
