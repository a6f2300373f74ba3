//! The tasks that a change wakes.

use super::wakers::{MAX_WAITS, WakerSlot as _, Wakers};
use crate::{
    defer,
    set::{Positions, lowest},
};

/// The tasks that a change wakes: all tasks of the waits in the mask `ALL`, and one task of each wait in the mask
/// `ONE`.
///
/// `COLD` outlines the waking path, for changes that rarely find a waiting task.
#[doc(hidden)]
#[derive(Debug)]
pub struct Wakes<const ALL: usize, const ONE: usize = 0, const COLD: bool = false>;

/// A [`Wakes`] as a type parameter.
#[doc(hidden)]
pub trait Woken: sealed::Sealed {
    /// The waits of which all tasks are woken.
    const ALL: usize;

    /// The waits of which one task is woken.
    const ONE: usize;

    /// Whether the waking path is outlined.
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

/// A [`Wakes`] as a value, with the mask for the wakers of a condition. Always a constant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waking {
    all: usize,
    /// The bits of the waits `all` in the set's words.
    mask: usize,
    one: usize,
    /// If it takes several wakes to reach all these waits, their bits. One look at these bits comes first then,
    /// because it rarely finds anybody.
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

    /// The tasks to wake at the end of a change.
    pub(super) const fn of<W: Wakers, T: Woken>() -> Self {
        Self::new::<W>(T::ALL, T::ONE, T::COLD)
    }

    /// The tasks to wake after a change that has panicked: all of them, because nobody knows how far the change has
    /// come.
    pub(super) const fn on_unwinding<W: Wakers, T: Woken>() -> Self {
        Self::new::<W>(T::ALL | T::ONE, 0, T::COLD)
    }

    /// All tasks of some waits.
    pub(super) const fn all<W: Wakers>(waits: usize) -> Self {
        Self::new::<W>(waits, 0, false)
    }

    /// Whether this wakes one of several tasks.
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

    /// Returns the wait, if this wakes a single wait of a lone waiter. Its slot is woken directly.
    const fn single<W: Wakers>(self) -> Option<usize> {
        let wait = self.all.trailing_zeros() as usize;
        if self.all.is_power_of_two() && wait < W::LONE {
            Some(wait)
        } else {
            None
        }
    }
}

/// Returns the bits of these waits in the set's words.
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

/// Wakes tasks. If a waker panics, the others are woken all the same. Passes the first panic on.
// `always`: `to_wake` is a constant, so little of this is left, but the compiler's estimate does not know that.
#[inline(always)]
pub(super) fn wake<W: Wakers>(wakers: &W, to_wake: Waking) {
    if to_wake.one == 0 {
        wake_all(wakers, to_wake);
    } else {
        wake_chosen(wakers, to_wake);
    }
}

/// Wakes one task of some waits, and all of others.
#[inline]
fn wake_chosen<W: Wakers>(wakers: &W, to_wake: Waking) {
    if to_wake.first_look == 0 || wakers.may_wake(to_wake.first_look) {
        defer::in_turn(
            || wake_all(wakers, to_wake),
            || defer::each(Positions(to_wake.one), |wait| wakers.wake_one_of(wait)),
        );
    }
}

#[inline(always)]
fn wake_all<W: Wakers>(wakers: &W, to_wake: Waking) {
    match (to_wake.single::<W>(), to_wake.is_cold) {
        (Some(wait), true) => wakers.lone_slot(wait).wake_slot_cold(),
        (Some(wait), false) => wakers.lone_slot(wait).wake_slot(),
        (None, _) if to_wake.mask == 0 => {}
        (None, true) if wakers.may_wake(to_wake.mask) => wake_masked_cold(wakers, to_wake.mask),
        (None, true) => {}
        (None, false) => wakers.wake_masked(to_wake.mask),
    }
}

#[cold]
fn wake_masked_cold<W: Wakers>(wakers: &W, mask: usize) {
    wakers.wake_masked(mask);
}

mod sealed {
    pub trait Sealed {}
}
