//! What a condition says of its handles.
//!
//! The traits have no methods, but functions: rustc does not suggest those for a method that a condition
//! does not have.

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
    /// The wakers that it is stored with, a slot for each wait.
    type Wakers: Wakers;

    /// For each wait, the number of the handle that waits. Those of lone waiters come first, and those of one
    /// handle in a row.
    const WAITS: &'static [usize] = &[0];

    /// For each wait, how people know it: `Receiver::recv`. For `Debug`.
    const NAMES: &'static [&'static str] = &[];

    /// For each wait, what makes its span.
    #[cfg(feature = "tracing")]
    const SPANS: &'static [super::trace::WaitSpan] = &[];

    /// The mask of the waits that some `one(…)` names.
    const ONE: usize = 0;

    /// What happens when the last notifier is dropped.
    const NOTIFIER_DROP: DropHook<Self> = DropHook::NONE;
}

/// What a condition says of one of the handles that wait, or of one kind of them. `#[waitable]` implements it.
#[doc(hidden)]
pub trait Waits<const HANDLE: usize>: Condition {
    /// What happens when the handle is dropped or, of `waiters`, the last of them.
    const DROP: DropHook<Self> = DropHook::NONE;

    /// How many of them can be claimed at a time. The set has slots for the kind that has the most.
    const MOST: usize = usize::MAX;

    /// Runs the `#[disarm]` methods of all its waits.
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
    /// Not for other use than that of the macro.
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

/// What happens when a handle is dropped: its fields go, a method of the condition runs, and then tasks are
/// woken, those of the waits of a mask.
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

    /// This method runs, and these are woken after it.
    #[must_use]
    pub const fn new(method: fn(&C), wakes: usize) -> Self {
        Self {
            method: Some(method),
            wakes,
            drops_fields: false,
        }
    }

    /// The same, where there is no method yet: of several under `cfg`s, one is left.
    #[must_use]
    pub const fn or(self, method: fn(&C), wakes: usize) -> Self {
        assert!(
            self.method.is_none(),
            "two `#[on_drop]` methods of one handle: their `cfg`s do not exclude each other"
        );
        Self::new(method, wakes)
    }

    /// The handle has a field of this type. If that needs to be dropped, these are woken, unless the method
    /// says whom to wake: the drop of the field may be what they wait for.
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

    /// Runs the method.
    #[inline]
    pub(super) fn run(&self, condition: &C) {
        if let Some(method) = self.method {
            method(condition);
        }
    }

    /// Which waits are woken after it.
    pub(super) const fn wakes(&self) -> usize {
        self.wakes
    }

    /// Whether the handle has fields whose drop may change something.
    pub(super) const fn drops_fields(&self) -> bool {
        self.drops_fields
    }
}
