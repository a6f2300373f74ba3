//! `#[arm]` and `#[disarm]`: methods that switch something on while a wait is pending, and off when it is over.
//!
//! The check runs the `#[arm]` methods, because they may take the wait's arguments. The types here remember that it
//! did.

use super::traits::Condition;

/// The `#[disarm]` methods of one wait. `#[waitable]` implements it, with a number for each wait that
/// has `#[arm]` or `#[disarm]` methods.
#[doc(hidden)]
pub trait Disarm<const WAIT: usize>: Condition {
    /// Runs these methods.
    fn disarm_wait(condition: &Self);
}

/// Whether a wait is armed, and what disarms it.
#[doc(hidden)]
pub trait Arming<'w, C>: sealed::Sealed {
    /// Creates the value for a wait that is not pending yet. (Not called `new`, because rustc would suggest this trait
    /// to users who call `new` of a handle that has none.)
    fn unarmed(condition: &'w C) -> Self;

    /// Records that the wait is pending, before its check arms.
    fn set_armed(&mut self);

    /// Disarms, because the wait is over.
    fn set_disarmed(&mut self);

    /// Returns whether the wait is armed, for `Debug`. `None` if it arms nothing.
    fn shows_armed(&self) -> Option<bool>;

    /// Drops this value without disarming, because the wait goes on.
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

/// A wait with `#[arm]` or `#[disarm]`. If it is armed, its drop disarms it.
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
        // Before the method runs, because one that panics may have armed something already.
        self.is_armed = true;
    }

    #[inline]
    fn set_disarmed(&mut self) {
        // First, because the drop must not call a method again that has panicked.
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
