//! The `Debug` of handles, futures and conditions: which slots are registered. It takes no lock, and costs nothing
//! until it is called.

use super::{
    storage::Waitable,
    traits::Condition,
    wakers::{WakerSlot as _, Wakers},
};
use crate::set::Positions;
use core::fmt::{self, Debug, Formatter};

/// The state of a slot at the moment when `Debug` looked.
#[derive(Debug, PartialEq)]
enum Slot {
    /// It belongs to no handle and no wait.
    Free,
    /// Nothing is registered. Nobody waits, or the task has been woken.
    Idle,
    /// A task or a thread waits.
    Registered,
}

impl Slot {
    const fn new(is_registered: bool, is_taken: bool) -> Self {
        match (is_registered, is_taken) {
            (true, _) => Self::Registered,
            (false, true) => Self::Idle,
            (false, false) => Self::Free,
        }
    }
}

/// The slots of one wait. A wait of a lone waiter has one slot. For a wait of `waiters`, free slots are left out.
struct Slots<'a, C: Condition> {
    waitable: &'a Waitable<C>,
    wait: usize,
    /// Whether a handle of the wait shows itself. Then the slot is not free.
    has_handle: bool,
}

impl<C: Condition> Debug for Slots<'_, C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            waitable,
            wait,
            has_handle,
        } = *self;
        let wakers = waitable.wakers();
        if wait < C::Wakers::LONE {
            let is_taken = has_handle || waitable.shows_claimed(wait, 0);
            let is_registered = wakers.lone_slot(wait).shows_slot_registered();
            return Slot::new(is_registered, is_taken).fmt(f);
        }
        let mut slots = f.debug_map();
        wakers.each_slot(wait, &mut |number, is_registered| {
            let is_taken = C::Wakers::GROWS || waitable.shows_claimed(wait, number);
            let slot = Slot::new(is_registered, is_taken);
            if slot != Slot::Free {
                slots.entry(&number, &slot);
            }
        });
        slots.finish()
    }
}

/// Splits a name into that of the handle and that of the wait.
fn parts(name: &'static str) -> (&'static str, &'static str) {
    name.split_once("::").unwrap_or((name, name))
}

/// Writes a handle with the slots of its waits, which are the waits of the mask.
pub(super) fn handle<C: Condition>(
    f: &mut Formatter<'_>,
    waitable: &Waitable<C>,
    waits: usize,
) -> fmt::Result {
    let name_of = |wait: usize| C::NAMES.get(wait).copied().unwrap_or_default();
    let first = waits.trailing_zeros() as usize;
    let mut shown = f.debug_struct(parts(name_of(first)).0);
    for wait in Positions(waits) {
        let slots = Slots {
            waitable,
            wait,
            has_handle: true,
        };
        shown.field(parts(name_of(wait)).1, &slots);
    }
    shown.finish_non_exhaustive()
}

/// Writes the slots of all waits.
pub(super) fn all_waits<C: Condition>(
    f: &mut Formatter<'_>,
    waitable: &Waitable<C>,
) -> fmt::Result {
    let mut shown = f.debug_struct("Waitable");
    for (wait, name) in C::NAMES.iter().enumerate() {
        let slots = Slots {
            waitable,
            wait,
            has_handle: false,
        };
        shown.field(name, &slots);
    }
    shown.finish_non_exhaustive()
}

/// Writes a future: whether its task is registered and, if the wait arms something, whether it is armed.
pub(super) fn future(
    f: &mut Formatter<'_>,
    name: &str,
    is_registered: bool,
    is_armed: Option<bool>,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    shown.field("registered", &is_registered);
    if let Some(is_armed) = is_armed {
        shown.field("armed", &is_armed);
    }
    shown.finish_non_exhaustive()
}
