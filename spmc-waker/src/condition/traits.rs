//! What a condition says of its handles.
//!
//! The traits have no methods, but functions: rustc does not suggest those for a method that a condition
//! does not have.

use super::wakers::Wakers;
use core::mem;

/// A condition that can be waited for. `#[waitable]` implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no condition that can be waited for",
    label = "has no `#[waitable]`",
    note = "put `#[waitable(until = |condition| …)]` on the struct, or `#[waitable]` on an impl of it"
)]
pub trait Condition: Sized {
    /// The wakers that it is stored with, one for each waiter.
    type Wakers: Wakers;

    /// What happens when the last notifier is dropped.
    const NOTIFIER_DROP: DropHook<Self> = DropHook::NONE;
}

/// What a condition says of one of its waiters. `#[waitable]` implements it.
#[doc(hidden)]
pub trait Waits<const WAITER: usize>: Condition {
    /// What happens when the waiter is dropped.
    const DROP: DropHook<Self> = DropHook::NONE;

    /// Runs the `#[disarm]` methods of all its waits.
    #[inline]
    fn disarm_waits(_: &Self) {}
}

/// The single wait of a condition whose check is a closure: `#[waitable(until = …)]`.
#[doc(hidden)]
pub trait Until: Condition {
    /// What the check returns.
    type Ready;

    /// The check.
    fn until(condition: &Self) -> Self::Ready;
}

/// What happens when a handle is dropped: its fields go, a method of the condition runs, and then waiters
/// are woken.
#[doc(hidden)]
#[derive(Debug)]
pub struct DropHook<C> {
    method: Option<fn(&C)>,
    wakes: u32,
    drops_fields: bool,
}

impl<C> DropHook<C> {
    /// Nothing happens, and nobody is woken.
    pub const NONE: Self = Self {
        method: None,
        wakes: 0,
        drops_fields: false,
    };

    /// The handle has a field of this type. If that needs to be dropped, these are woken: its drop may be
    /// what they wait for.
    #[must_use]
    pub const fn with_field<F>(self, wakes: u32) -> Self {
        if !mem::needs_drop::<F>() {
            return self;
        }
        Self {
            wakes,
            drops_fields: true,
            ..self
        }
    }

    /// This method runs, and these are woken after it.
    #[must_use]
    pub const fn or(self, method: fn(&C), wakes: u32) -> Self {
        assert!(
            self.method.is_none(),
            "two `#[on_drop]` methods of one handle: their `cfg`s do not exclude each other"
        );
        Self {
            method: Some(method),
            wakes,
            ..self
        }
    }

    /// Runs the method.
    #[inline]
    pub(super) fn run(&self, condition: &C) {
        if let Some(method) = self.method {
            method(condition);
        }
    }

    /// Which waiters are woken after it.
    pub(super) const fn wakes(&self) -> u32 {
        self.wakes
    }

    /// Whether the handle has fields whose drop may change something.
    pub(super) const fn drops_fields(&self) -> bool {
        self.drops_fields
    }
}
