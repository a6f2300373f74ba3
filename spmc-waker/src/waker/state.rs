//! The state word: three flags, and a count of by-value registrations above them.
//!
//! | flags                             | meaning                                                              |
//! |-----------------------------------|----------------------------------------------------------------------|
//! | none                              | nothing is registered                                                |
//! | `REGISTERED`                      | the waker in the cached slot is registered                           |
//! | `REGISTERED`, `BY_VALUE`          | the waker in a transient slot is registered                          |
//! | `REGISTERED`, `BY_VALUE`, `CLEAR` | the same, and the cached waker is to be dropped once no wake uses it |
//! | `CLEAR`                           | nothing is registered; the cached waker is to be dropped in this way |
//! | `BY_VALUE`                        | a wake moved the cached waker out; its words are left in the slot    |
//!
//! No other combination occurs.
//!
//! **Who changes it.** While `REGISTERED` or `CLEAR` is set, both sides may change it, by compare-exchange. While
//! neither is set, only the registering side changes it, which makes its plain stores sound. (With `SYNC`, wakes
//! also perform read-modify-writes that change nothing, in every state. So there the registering side swaps instead of
//! storing. In a slot of a set it stores: `publish_in_set` says why.)
//!
//! **The count.** A wake reads a waker that it takes by value before it claims it. The claim must fail if another
//! waker is in the slot by then, so every step into `BY_VALUE` or `CLEAR` raises the count. The count wraps after
//! 2^(bits of `usize` - 3) such steps: 2^61, or 2^29 on a 32-bit target. To claim a waker that has been dropped, a wake
//! would have to stall between its load and its claim for exactly that many steps, or a multiple. The documentation of
//! `SpmcWaker` says so. On a 16-bit target, the count would wrap after 2^13 steps. A program can make that many during
//! one interrupt, so such targets are refused.

use crate::sync::{AtomicUsize, COUNT_STARTS_NEAR_WRAP, Ordering, const_fn, store_released};

#[cfg(target_pointer_width = "16")]
compile_error!(
    "`spmc-waker` needs a target with 32-bit pointers or wider: with 16 bits, the count that tells \
     registrations apart wraps after 2^13 of them, which is not safe"
);

const REGISTERED: usize = 0b001;
const BY_VALUE: usize = 0b010;
const CLEAR: usize = 0b100;
/// `BY_VALUE` alone has another meaning: a wake took the *cached* waker by value.
const MOVED_OUT: usize = BY_VALUE;
const FLAGS: usize = REGISTERED | BY_VALUE | CLEAR;
const COUNT_ONE: usize = FLAGS + 1;

/// One value of the state word.
#[derive(Clone, Copy)]
pub(crate) struct State(usize);

impl State {
    /// Nothing is registered, and the count is this many steps before its wrap.
    pub(crate) const fn before_wrap(steps: usize) -> Self {
        Self(COUNT_ONE.wrapping_mul(steps).wrapping_neg())
    }

    /// The state of a new waker. All zeros, except in a model.
    const NEW: Self = Self::before_wrap(if COUNT_STARTS_NEAR_WRAP { 2 } else { 0 });
}

/// Questions.
impl State {
    /// A waker is registered.
    pub(crate) const fn is_registered(self) -> bool {
        self.0 & REGISTERED != 0
    }

    /// There is work for a wake.
    pub(crate) const fn has_work_for_wakes(self) -> bool {
        self.0 & (REGISTERED | CLEAR) != 0
    }

    /// Nothing is registered, and no request to clear is pending.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 & FLAGS == 0
    }

    /// The waker in the cached slot is registered.
    pub(crate) const fn is_cached(self) -> bool {
        self.0 & FLAGS == REGISTERED
    }

    /// The registered waker is in a transient slot. The state must show a registration.
    pub(crate) const fn registration_is_by_value(self) -> bool {
        self.0 & BY_VALUE != 0
    }

    /// A request to clear is pending: the next call that finds that no wake uses the cached waker must drop it.
    pub(crate) const fn is_clear_pending(self) -> bool {
        self.0 & CLEAR != 0
    }

    /// A wake has taken the cached waker out and left its words behind.
    pub(crate) const fn cached_is_moved_out(self) -> bool {
        self.0 & FLAGS == MOVED_OUT
    }

    /// Whether the count is odd.
    pub(crate) const fn is_odd(self) -> bool {
        self.0 & COUNT_ONE != 0
    }
}

/// Transitions, with the flags before and after (`R`, `B`, `C`; `-` for none).
impl State {
    /// `-`, `RB` → `R`: registers, or moves the registration to, the cached slot.
    pub(crate) const fn registered_cached(self) -> Self {
        Self(self.0 & !FLAGS | REGISTERED)
    }

    /// `-`, `R`, `RB` → `RB`, and the count raised: registers, or moves the registration to, a
    /// transient slot.
    pub(crate) const fn registered_by_value(self) -> Self {
        Self((self.0 & !FLAGS).wrapping_add(COUNT_ONE) | REGISTERED | BY_VALUE)
    }

    /// `RB` → `RBC`: the same, while the cached waker still has to be dropped.
    pub(crate) const fn and_clear_pending(self, pending: bool) -> Self {
        Self(if pending { self.0 | CLEAR } else { self.0 })
    }

    /// `R`, `RB` → `-`, and `RBC` → `C`: consumes the registration.
    pub(crate) const fn unregistered(self) -> Self {
        Self(self.0 & !(REGISTERED | BY_VALUE))
    }

    /// `-` → `C`, and the count raised: requests that another call drops the cached waker.
    pub(crate) const fn clear_requested(self) -> Self {
        Self((self.0 & !FLAGS).wrapping_add(COUNT_ONE) | CLEAR)
    }

    /// `C` → `B`: a wake takes the cached waker out.
    pub(crate) const fn cached_moved_out(self) -> Self {
        Self(self.0 & !FLAGS | MOVED_OUT)
    }

    /// `C`, `B`, `RB`, `RBC` → `-`: the registering side takes everything back.
    pub(crate) const fn reclaimed(self) -> Self {
        Self(self.0 & !FLAGS)
    }
}

/// The state word.
pub(crate) struct AtomicState(AtomicUsize);

impl AtomicState {
    const_fn! {
        pub(crate) fn new() -> Self {
            Self(AtomicUsize::new(State::NEW.0))
        }
    }

    #[inline]
    pub(crate) fn load(&self, order: Ordering) -> State {
        State(self.0.load(order))
    }

    #[inline]
    pub(crate) fn store(&self, state: State, order: Ordering) {
        self.0.store(state.0, order);
    }

    /// A release store, where no other side changes the state.
    #[inline]
    pub(crate) fn store_released(&self, state: State) {
        store_released(&self.0, state.0);
    }

    #[inline]
    pub(crate) fn swap(&self, state: State, order: Ordering) -> State {
        State(self.0.swap(state.0, order))
    }

    /// A read-modify-write that changes nothing. On x86-64 it compiles to a fence and a load, so the cache line
    /// stays shared.
    #[inline]
    pub(crate) fn read_modify_write(&self, order: Ordering) -> State {
        State(self.0.fetch_add(0, order))
    }

    /// Replaces `current` by `new`. If the state is not `current`, returns the state.
    #[inline]
    pub(crate) fn compare_exchange(
        &self,
        current: State,
        new: State,
        success: Ordering,
        failure: Ordering,
    ) -> Result<(), State> {
        match self.0.compare_exchange(current.0, new.0, success, failure) {
            Ok(_) => Ok(()),
            Err(found) => Err(State(found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: [usize; 4] = [0, COUNT_ONE, 6 * COUNT_ONE, !FLAGS];

    /// Checks the table in this file's documentation: the answers of each state.
    #[test]
    fn each_state_answers_as_the_table_says() {
        // Registered, work for wakes, empty, cached, clear pending, moved out.
        let table = [
            (0, [false, false, true, false, false, false]),
            (REGISTERED, [true, true, false, true, false, false]),
            (
                REGISTERED | BY_VALUE,
                [true, true, false, false, false, false],
            ),
            (
                REGISTERED | BY_VALUE | CLEAR,
                [true, true, false, false, true, false],
            ),
            (CLEAR, [false, true, false, false, true, false]),
            (MOVED_OUT, [false, false, false, false, false, true]),
        ];
        for (flags, answers) in table {
            for count in COUNTS {
                let state = State(count | flags);
                let given = [
                    state.is_registered(),
                    state.has_work_for_wakes(),
                    state.is_empty(),
                    state.is_cached(),
                    state.is_clear_pending(),
                    state.cached_is_moved_out(),
                ];
                assert_eq!(given, answers, "{flags:#b}");
                assert_eq!(state.is_odd(), count / COUNT_ONE % 2 == 1);
            }
        }
    }

    /// Checks the comments of the transitions. A count that is lost would let a stale wake claim another waker.
    #[test]
    fn each_transition_changes_flags_and_count_as_its_comment_says() {
        const RB: usize = REGISTERED | BY_VALUE;
        type Step = fn(State) -> State;
        // The flags before, the flags after, and by how much the count is raised.
        let table: [(Step, &[usize], usize, usize); 9] = [
            (State::registered_cached, &[0, RB], REGISTERED, 0),
            (State::registered_by_value, &[0, REGISTERED, RB], RB, 1),
            (|state| state.and_clear_pending(true), &[RB], RB | CLEAR, 0),
            (|state| state.and_clear_pending(false), &[RB], RB, 0),
            (State::unregistered, &[REGISTERED, RB], 0, 0),
            (State::unregistered, &[RB | CLEAR], CLEAR, 0),
            (State::clear_requested, &[0], CLEAR, 1),
            (State::cached_moved_out, &[CLEAR], MOVED_OUT, 0),
            (State::reclaimed, &[CLEAR, MOVED_OUT, RB, RB | CLEAR], 0, 0),
        ];
        for (step, before, after, raised) in table {
            for flags in before {
                for count in COUNTS {
                    let State(state) = step(State(count | flags));
                    assert_eq!(state & FLAGS, after, "from {flags:#b}");
                    let expected = count.wrapping_add(raised * COUNT_ONE);
                    assert_eq!(state & !FLAGS, expected, "from {flags:#b}");
                }
            }
        }
    }
}
