//! What a condition declares about its handles.
//!
//! The traits have functions and no methods, because rustc would suggest a method where a user calls one that the
//! condition does not have.

#[cfg(feature = "alloc")]
use super::storage::Owned;
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
    /// The wakers that the condition is stored with: a slot for each wait.
    type Wakers: Wakers;

    /// For each wait, the number of the handle that waits. The waits of lone waiters come first, and the waits of one
    /// handle are in a row.
    const WAITS: &'static [usize] = &[0];

    /// For each wait, its name for people, for `Debug`: `Receiver::recv`.
    const NAMES: &'static [&'static str] = &[];

    /// For each wait, the function that makes its span.
    #[cfg(feature = "tracing")]
    const SPANS: &'static [super::trace::WaitSpan] = &[];

    /// The mask of the waits that any `wakes = one(…)` names.
    const ONE: usize = 0;

    /// What happens when the last notifier is dropped.
    const NOTIFIER_DROP: DropHook<Self> = DropHook::NONE;
}

/// What a condition declares about a `waiter`, or about one kind of `waiters`. `#[waitable]` implements it.
#[doc(hidden)]
pub trait Waits<const HANDLE: usize>: Condition {
    /// What happens when the handle is dropped. For `waiters`, when the last of them is.
    const DROP: DropHook<Self> = DropHook::NONE;

    /// How many of these handles can be claimed at a time. (All kinds share one number of slots, that of the largest
    /// kind, so the set may have more.)
    const MOST: usize = usize::MAX;

    /// Runs the `#[disarm]` methods of all waits of the handle.
    #[inline]
    fn disarm_waits(_: &Self) {}
}

/// The handles that own a condition `C`. From any of them, `Name::of(&handle, …)` makes one more of `waiters = Name`.
///
/// `#[waitable]` implements it for the handles of a condition that has `waiters`. Use it as a bound
/// of functions that take any handle:
///
/// ```
/// use spmc_waker::{HandleOf, waitable};
/// use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
///
/// #[derive(Default)]
/// struct Shutdown { triggered: AtomicBool }
///
/// #[waitable(notifier = Trigger, waiters = Token)]
/// impl Shutdown {
///     #[notify]
///     fn trigger(&self) { self.triggered.store(true, Release) }
///
///     #[wait(triggered, query)]
///     fn is_triggered(&self) -> bool { self.triggered.load(Acquire) }
/// }
///
/// async fn watch(handle: &impl HandleOf<Shutdown>) {
///     Token::of(handle).triggered().await;
/// }
///
/// let (trigger, token) = Shutdown::default().into_pair();
/// trigger.trigger();
/// futures::executor::block_on(async {
///     watch(&trigger).await;
///     watch(&token).await;
/// });
/// ```
#[cfg(feature = "alloc")]
pub trait HandleOf<C: Condition> {
    /// For the macro alone.
    #[doc(hidden)]
    fn storage(handle: &Self) -> &Owned<C>;
}

/// The mask of the waits of a handle.
pub(super) const fn waits_of<C: Condition>(handle: usize) -> usize {
    assert!(
        C::WAITS.len() == C::Wakers::LONE + C::Wakers::MANY,
        "each wait has a slot"
    );
    let mut mask = 0;
    let mut wait = 0;
    while wait < C::WAITS.len() {
        if C::WAITS[wait] == handle {
            mask |= 1 << wait;
        }
        wait += 1;
    }
    mask
}

/// The number of a handle's first wait.
pub(super) const fn first_wait_of<C: Condition>(handle: usize) -> usize {
    waits_of::<C>(handle).trailing_zeros() as usize
}

/// The first wait of each handle that waits, as a mask.
#[cfg(feature = "alloc")]
pub(super) const fn first_waits<C: Condition>() -> usize {
    let mut mask = 0;
    let mut wait = 0;
    while wait < C::WAITS.len() {
        mask |= 1 << first_wait_of::<C>(C::WAITS[wait]);
        wait += 1;
    }
    mask
}

/// The single wait of a condition whose check is a closure: `#[waitable(until = …)]`.
#[doc(hidden)]
pub trait Until: Condition {
    /// What the check returns.
    type Ready;

    /// The check.
    fn until(condition: &Self) -> Self::Ready;
}

/// What happens when a handle is dropped: its fields are dropped, a method of the condition runs, and then the tasks
/// of some waits are woken.
#[doc(hidden)]
#[derive(Debug)]
pub struct DropHook<C> {
    method: Option<fn(&C)>,
    wakes: usize,
    drops_fields: bool,
}

impl<C> DropHook<C> {
    /// Nothing happens, and nobody is woken.
    pub const NONE: Self = Self {
        method: None,
        wakes: 0,
        drops_fields: false,
    };

    /// Runs a method, and then wakes the waits of the mask.
    #[must_use]
    pub const fn new(method: fn(&C), wakes: usize) -> Self {
        Self {
            method: Some(method),
            wakes,
            drops_fields: false,
        }
    }

    /// Does the same as [`new`](Self::new), for one of several methods with `cfg`s, of which only one may be left.
    #[must_use]
    pub const fn or(self, method: fn(&C), wakes: usize) -> Self {
        assert!(
            self.method.is_none(),
            "two `#[on_drop]` methods of one handle: their `cfg`s do not exclude each other"
        );
        Self::new(method, wakes)
    }

    /// Adds a field of the handle. If its type needs a drop, the waits of the mask are woken, because they may wait
    /// for just that drop. If there is a method, its mask stays.
    #[must_use]
    pub const fn with_field<F>(mut self, wakes: usize) -> Self {
        if mem::needs_drop::<F>() {
            self.drops_fields = true;
            if self.method.is_none() {
                self.wakes = wakes;
            }
        }
        self
    }

    /// Runs the method, if there is one.
    #[inline]
    pub(super) fn run(&self, condition: &C) {
        if let Some(method) = self.method {
            method(condition);
        }
    }

    /// The waits that are woken after the method.
    pub(super) const fn wakes(&self) -> usize {
        self.wakes
    }

    /// Whether the handle has fields whose drop may change something.
    pub(super) const fn drops_fields(&self) -> bool {
        self.drops_fields
    }
}
