//! Whom a change wakes.

use super::wakers::{MAX_WAITS, WakerSlot as _, Wakers};
use crate::{
    defer,
    set::{Positions, lowest},
};

/// Whom a change wakes: all tasks of the waits of the mask `ALL`, and one task of each wait of the mask `ONE`.
///
/// `COLD` outlines the waking, for where nobody waits as a rule.
#[doc(hidden)]
#[derive(Debug)]
pub struct Wakes<const ALL: usize, const ONE: usize = 0, const COLD: bool = false>;

/// A [`Wakes`].
#[doc(hidden)]
pub trait Woken: sealed::Sealed {
    /// The waits all of whose tasks are woken.
    const ALL: usize;

    /// The waits of which one task is woken.
    const ONE: usize;

    /// Whether the waking is outlined.
    const COLD: bool;
}

impl<const ALL: usize, const ONE: usize, const COLD: bool> Woken for Wakes<ALL, ONE, COLD> {
    const ALL: usize = ALL;
    const ONE: usize = ONE;
    const COLD: bool = COLD;
}

impl<const ALL: usize, const ONE: usize, const COLD: bool> sealed::Sealed
    for Wakes<ALL, ONE, COLD>
{
}

/// The same as a value, with what the wakers have to know worked out. Always a constant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waking {
    all: usize,
    /// The bits by which a set knows the slots of these waits.
    mask: usize,
    one: usize,
    /// The bits of all these waits, where it takes several wakes to reach them. One look comes first then, and as
    /// a rule it finds nobody.
    first_look: usize,
    is_cold: bool,
}

impl Waking {
    pub(super) const NOBODY: Self = Self {
        all: 0,
        mask: 0,
        one: 0,
        first_look: 0,
        is_cold: false,
    };

    /// Of these wakers, at the end of a change.
    pub(super) const fn of<W: Wakers, T: Woken>() -> Self {
        Self::new::<W>(T::ALL, T::ONE, T::COLD)
    }

    /// The same, where the change has panicked: it may have come far enough for all of them.
    pub(super) const fn on_unwinding<W: Wakers, T: Woken>() -> Self {
        Self::new::<W>(T::ALL | T::ONE, 0, T::COLD)
    }

    /// All tasks of these waits.
    pub(super) const fn all<W: Wakers>(waits: usize) -> Self {
        Self::new::<W>(waits, 0, false)
    }

    /// Whether it wakes one task of several.
    pub(super) const fn chooses_one(self) -> bool {
        self.one != 0
    }

    const fn new<W: Wakers>(all: usize, one: usize, is_cold: bool) -> Self {
        assert!(
            W::MASKS.is_some() || all.count_ones() <= 1,
            "a wake that concerns several waits takes a set of wakers"
        );
        assert!(
            one & !lowest(W::LONE + W::MANY) == 0 && one & lowest(W::LONE) == 0,
            "`one(…)` is for waits of `waiters`"
        );
        let wakes = one.count_ones() + (all != 0) as u32;
        Self {
            all,
            mask: mask_of::<W>(all),
            one,
            first_look: if wakes > 1 {
                mask_of::<W>(all | one)
            } else {
                0
            },
            is_cold,
        }
    }

    /// A single wait of a lone waiter, whose slot is looked at directly.
    const fn single<W: Wakers>(self) -> Option<usize> {
        let wait = self.all.trailing_zeros() as usize;
        if self.all.is_power_of_two() && wait < W::LONE {
            Some(wait)
        } else {
            None
        }
    }
}

/// The bits by which a set knows the slots of these waits.
const fn mask_of<W: Wakers>(waits: usize) -> usize {
    let Some(masks) = W::MASKS else { return 0 };
    let (mut mask, mut wait) = (0, 0);
    while wait < MAX_WAITS {
        if waits & 1 << wait != 0 {
            mask |= masks[wait];
        }
        wait += 1;
    }
    mask
}

/// Wakes tasks, each although the waker of one before it panics. Passes the first panic on.
// Always inlined: little is left where whom to wake is a constant, and the compiler does not count on that.
#[inline(always)]
pub(super) fn wake<W: Wakers>(wakers: &W, to_wake: Waking) {
    if to_wake.one == 0 {
        return wake_all(wakers, to_wake);
    }
    if to_wake.first_look != 0 && !wakers.may_wake(to_wake.first_look) {
        return;
    }
    defer::in_turn(
        || wake_all(wakers, to_wake),
        || defer::each(Positions(to_wake.one), |wait| wakers.wake_one_of(wait)),
    );
}

#[inline(always)]
fn wake_all<W: Wakers>(wakers: &W, to_wake: Waking) {
    match (to_wake.single::<W>(), to_wake.is_cold) {
        (Some(wait), true) => wakers.lone_slot(wait).wake_slot_cold(),
        (Some(wait), false) => wakers.lone_slot(wait).wake_slot(),
        (None, _) if to_wake.mask == 0 => {}
        (None, true) => wakers.wake_masked::<true>(to_wake.mask),
        (None, false) => wakers.wake_masked::<false>(to_wake.mask),
    }
}

mod sealed {
    pub trait Sealed {}
}
