//! What is switched on while a wait is pending, and off when it is over: `#[arm]` and `#[disarm]`.

use crate::condition::Condition;

/// The `#[arm]` and `#[disarm]` methods of one wait. `#[waitable]` implements it, with a number for
/// each wait that has any.
pub trait Arming<const WAIT: usize>: Condition {
    /// These methods.
    const HOOKS: ArmHooks<Self>;
}

/// The methods that run while a wait is pending, and when it is over.
#[derive(Debug)]
pub struct ArmHooks<C> {
    arm: Option<fn(&C)>,
    disarm: Option<fn(&C)>,
}

impl<C> ArmHooks<C> {
    /// Nothing runs.
    pub const NONE: Self = Self {
        arm: None,
        disarm: None,
    };

    /// These, and one before the second check.
    #[must_use]
    pub const fn arm(mut self, hook: fn(&C)) -> Self {
        assert!(
            self.arm.is_none(),
            "two `#[arm]` methods of one wait: their `cfg`s do not exclude each other"
        );
        self.arm = Some(hook);
        self
    }

    /// These, and one for the end of the wait.
    #[must_use]
    pub const fn disarm(mut self, hook: fn(&C)) -> Self {
        assert!(
            self.disarm.is_none(),
            "two `#[disarm]` methods of one wait: their `cfg`s do not exclude each other"
        );
        self.disarm = Some(hook);
        self
    }
}

/// What a wait does to its condition while it is pending, and when it is over.
pub trait Arm<'w, C>: sealed::Sealed {
    /// For a wait for this condition, which is not pending.
    fn new(condition: &'w C) -> Self;

    /// The task is registered, and is going to check again before it sleeps.
    fn arm(&mut self);

    /// The wait is over.
    fn disarm(&mut self);

    /// The wait goes on, although this value is dropped.
    fn keep_armed(self);
}

/// A wait without `#[arm]` and `#[disarm]`.
#[derive(Debug)]
pub struct Unarmed;

impl sealed::Sealed for Unarmed {}

impl<'w, C> Arm<'w, C> for Unarmed {
    #[inline]
    fn new(_: &'w C) -> Self {
        Self
    }

    #[inline]
    fn arm(&mut self) {}

    #[inline]
    fn disarm(&mut self) {}

    #[inline]
    fn keep_armed(self) {}
}

/// A wait with `#[arm]` or `#[disarm]`. Its drop disarms it if it is pending.
#[derive(Debug)]
pub struct Armed<'w, C: Arming<WAIT>, const WAIT: usize> {
    condition: &'w C,
    is_armed: bool,
}

impl<C: Arming<WAIT>, const WAIT: usize> sealed::Sealed for Armed<'_, C, WAIT> {}

impl<'w, C: Arming<WAIT>, const WAIT: usize> Arm<'w, C> for Armed<'w, C, WAIT> {
    #[inline]
    fn new(condition: &'w C) -> Self {
        Self {
            condition,
            is_armed: false,
        }
    }

    #[inline]
    fn arm(&mut self) {
        // First: when the method panics, it may have armed some of what it arms.
        self.is_armed = true;
        if let Some(arm) = C::HOOKS.arm {
            arm(self.condition);
        }
    }

    #[inline]
    fn disarm(&mut self) {
        // First: when the method panics, the drop must not call it again.
        self.is_armed = false;
        if let Some(disarm) = C::HOOKS.disarm {
            disarm(self.condition);
        }
    }

    #[inline]
    fn keep_armed(mut self) {
        self.is_armed = false;
    }
}

impl<C: Arming<WAIT>, const WAIT: usize> Drop for Armed<'_, C, WAIT> {
    #[inline]
    fn drop(&mut self) {
        if self.is_armed {
            self.disarm();
        }
    }
}

mod sealed {
    pub trait Sealed {}
}
