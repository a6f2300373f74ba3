//! What is switched on while a wait is pending, and off when it is over: `#[arm]` and `#[disarm]`.
//!
//! The `#[arm]` methods run in the check, since they may take the wait's arguments. What is here
//! remembers that they did.

use super::traits::Condition;

/// The `#[disarm]` methods of one wait. `#[waitable]` implements it, with a number for each wait that
/// has `#[arm]` or `#[disarm]` methods.
#[doc(hidden)]
pub trait Disarm<const WAIT: usize>: Condition {
    /// Runs them.
    fn disarm_wait(condition: &Self);
}

/// What a wait switches on while it is pending.
#[doc(hidden)]
pub trait Arming<'w, C>: sealed::Sealed {
    /// For a wait for this condition, which is not pending. Of a name that rustc does not suggest for a
    /// handle's `new`.
    fn unarmed(condition: &'w C) -> Self;

    /// The wait is pending, and its check is going to arm.
    fn set_armed(&mut self);

    /// The wait is over.
    fn set_disarmed(&mut self);

    /// Whether it is armed, for `Debug`. Nothing if the wait arms nothing.
    fn shows_armed(&self) -> Option<bool>;

    /// The wait goes on, although this value is dropped.
    fn keep_armed(self);
}

/// A wait without `#[arm]` and `#[disarm]`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unarmed;

impl sealed::Sealed for Unarmed {}

impl<'w, C> Arming<'w, C> for Unarmed {
    #[inline]
    fn unarmed(_: &'w C) -> Self {
        Self
    }

    #[inline]
    fn set_armed(&mut self) {}

    #[inline]
    fn set_disarmed(&mut self) {}

    fn shows_armed(&self) -> Option<bool> {
        None
    }

    #[inline]
    fn keep_armed(self) {}
}

/// A wait with `#[arm]` or `#[disarm]`. Its drop disarms it if it is pending.
#[doc(hidden)]
#[derive(Debug)]
pub struct Armed<'w, C: Disarm<WAIT>, const WAIT: usize> {
    condition: &'w C,
    is_armed: bool,
}

impl<C: Disarm<WAIT>, const WAIT: usize> sealed::Sealed for Armed<'_, C, WAIT> {}

impl<'w, C: Disarm<WAIT>, const WAIT: usize> Arming<'w, C> for Armed<'w, C, WAIT> {
    #[inline]
    fn unarmed(condition: &'w C) -> Self {
        Self {
            condition,
            is_armed: false,
        }
    }

    #[inline]
    fn set_armed(&mut self) {
        // Before the method runs: when that panics, it may have armed some of what it arms.
        self.is_armed = true;
    }

    #[inline]
    fn set_disarmed(&mut self) {
        // First: when the method panics, the drop must not call it again.
        self.is_armed = false;
        C::disarm_wait(self.condition);
    }

    fn shows_armed(&self) -> Option<bool> {
        Some(self.is_armed)
    }

    #[inline]
    fn keep_armed(mut self) {
        self.is_armed = false;
    }
}

impl<C: Disarm<WAIT>, const WAIT: usize> Drop for Armed<'_, C, WAIT> {
    #[inline]
    fn drop(&mut self) {
        if self.is_armed {
            self.set_disarmed();
        }
    }
}

mod sealed {
    pub trait Sealed {}
}
