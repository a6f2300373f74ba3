//! Many slots, and words of bits that say which slots may be registered.
//!
//! A slot is a [`SpmcWaker`](crate::SpmcWaker). One wait at a time registers in it. A wake that concerns several slots
//! does not look at each of them: it looks at a word. Words are hints, which err in one direction only. The bit of a
//! slot may be set although nothing is registered there. But if a slot is registered, its bit is set, or the wake that
//! took the bit is about to look at the slot.
//!
//! # How a condition uses it
//!
//! The kind of set that a condition is stored with, and all masks, are constants:
//!
//! | the condition | is stored with |
//! |---|---|
//! | has one wait, or each of its wakes names one lone wait | `SpmcWaker`s, no set |
//! | has several lone waits, or `waiters = Name[N]` | a [`FixedSet`]: a slot for each wait of each handle |
//! | has `waiters = Name` | a [`GrowingSet`]: an inline slot for each lone wait, and a list of slots for each wait of `waiters` |
//!
//! | to | of a lone waiter | of `waiters` |
//! |---|---|---|
//! | wait in a `poll_…` method | [`poll_wait_until`](FixedSet::poll_wait_until) | [`Own::poll`] with the handle's [`Own`]; fixed: a [`Registration`] of its [`place`](FixedSet::place), then [`keep`](Registration::keep) |
//! | wait in a future | the same | [`Registration::poll_lazily`], which holds by [`Own::hold`]; fixed: the same place |
//! | give up a future | nothing, or `unregister` | drop the registration |
//! | end a wait at its time limit | `unregister`, and check | [`Registration::check_at_last`] |
//! | unregister, or drop the handle | `clear` | [`Own::release`] |
//! | wake all of some waits | [`wake`](FixedSet::wake) with their mask | the same |
//! | wake one lone wait alone | [`slot`](FixedSet::slot), without the set | – |
//! | wake all but the wait that is ready | the mask without its bit | `wake`, after the wait has ended: it is not registered any more |
//! | wake one task of a wait | – | [`wake_one`](GrowingSet::wake_one) with the list; fixed: with the mask of its slots |
//!
//! `ONE` is a constant of the wait: whether any `wakes = one(…)` names it. All registrations of a list must have the
//! same `ONE`, because a wake of one may choose any of them. [`GrowingSet::many_bits`] is the mask of a list. The mask
//! of several waits is the `|` of theirs.
//!
//! As with a `SpmcWaker`, the condition is changed before a wake, and checked after registering: by `SeqCst`
//! operations without `SYNC`, and in any way with it. A slot of a list must be woken through the set. A lone wait's
//! slot may also be woken directly.
//!
//! Callers of unsafe functions promise who owns what. An inline slot, and each slot of a fixed set, belongs to one
//! handle. An [`Own`] belongs to one list of one set. [`GrowingSet::hold`] is safe, because it finds out by itself
//! that nobody holds the slot that it takes.
//!
//! This is the code for a wait `take` of handles `Permits`, in list `TAKE` of a set:
//!
//! ```text
//! struct Permits { take: Own<SYNC, CACHED>, hint: usize, … }      // `hint` differs among handles
//! struct PermitsTake<'a> { handle: &'a Permits, registration: Option<Registration<Held<'a, …>, ONE>> }
//!
//! a poll of the future     Registration::poll_lazily(&mut self.registration,
//!                              || unsafe { handle.take.hold(set, TAKE, handle.hint) }, cx, check)
//! the drop of the future   nothing: the registration's drop gives up, passes on, and gives back
//! poll_take(&mut self)     unsafe { self.take.poll::<ONE, …>(set, TAKE, self.hint, cx, check) }
//! the drop of the handle   unsafe { self.take.release::<ONE, …>(set) }, then its fields and its share
//! `wakes = take`           change the condition, then set.wake(many_bits(TAKE))
//! `wakes = one(take)`      change the condition, then set.wake_one(TAKE); if the change panics, as `wakes = take`
//! ```
//!
//! In a fixed set with `LONE` lone waits, `LONE + list * N + handle` is the slot of a handle's wait. So the mask of a
//! wait is `N` bits in a row.
//! Between two calls of `poll_…`, a handle remembers there what [`keep`](Registration::keep) has returned, and passes
//! it to [`resume`](Registration::resume).
//!
//! # Why no wakeup is lost
//!
//! `register` publishes the slot, sets the slot's bit in its word, sets the word's bit in the root, and then checks
//! the condition. A wake changes the condition, looks at the root, takes the root's bits, takes the bits of the words
//! under them, and then looks at the slots. `register` skips a step that has nothing to do: the slot is registered
//! already, or the bit is set already.
//!
//! **Slots of `waiters`** are published in two parts: a plain release store to the slot, and a read-modify-write that
//! sets the word's bit. `register` never skips the second part for a new registration
//! ([`announce_slot`](word::Word::announce_slot)). Wakes reach such a slot through its word alone. If a wake takes the
//! bit after that read-modify-write, it acquires the store. If a wake has taken the bit before, the read-modify-write
//! acquires that wake, so the check that follows sees its change. (That wake may find the new registration, too, or it
//! may not.) So below, "the slot is published" means that its bit is set. A lone wait's slot may also be woken
//! directly, so it is published as that of any [`SpmcWaker`](crate::SpmcWaker).
//!
//! *Without `SYNC`* all these steps are `SeqCst`, so they form one interleaving. If a check misses a change, all steps
//! of its `register` come before the wake's look at the root. At that look, the root's bit is set, and this wake takes
//! it; or another wake has taken the bit since `register` saw it or set it. The wake that took the root's bit takes
//! the word's bit afterwards, unless yet another wake has. Whichever wake took the word's bit looks at the slot
//! afterwards. All this comes after the slot was published, so the slot is woken.
//!
//! *With `SYNC`* only read-modify-writes change the words and the state of a lone wait's slot, and they acquire and
//! release. So of two on the same word, the later one acquires what came before the earlier one. A look that finds no
//! bit is a read-modify-write, too ([`announce`](word::Word::announce)): a registration that reads the root later
//! acquires the change, and its check sees it. Suppose that a wake takes the root's bit and does not find the word's
//! bit. Then the `fetch_or` that sets the word's bit comes later, and acquires that the root's bit was taken. So
//! `register` finds the root's bit clear, and sets it again. The same holds one level below, for the word's bit and
//! the slot.
//!
//! **Segments that share a root bit.** A list may get more segments than it has bits in the root, so several segments
//! share a bit. Suppose that a task of a later segment found the bit set by a task of an earlier one, and left it so.
//! A wake that takes the bit would not acquire the link to the later segment, and could miss that segment. So whoever
//! begins to hold a slot of a later segment sets the root's bit by a read-modify-write, even if it is set. Each wake
//! that takes the bit from then on acquires the link.
//!
//! **Waking one.** Such a wake takes a bit, and wakes the slot if it is registered. It finds a word empty only by a
//! read-modify-write, so a task that registers there later sees the change. If there is nothing under a bit of the
//! root, it clears that bit, so that later wakes need only one look again. At this moment, a task may register under
//! the bit, and leave the bit as it is because it is still set. Any number of other wakes may then see the bit clear,
//! and do nothing. So after clearing the bit, the wake takes all words under it, and wakes everything that is
//! registered there. Waking one task and setting the bit again for the others would strand one of them: it takes three
//! wakes, two waiters, and a task that takes without waiting. [`Registration`] says how a wake of one is passed on.
//!
//! **Giving a slot back.** The holder gives a slot back by a release, as the last thing that it does with it. The next
//! holder takes it by an acquiring read-modify-write. So everything that the last holder did with the slot happens
//! before. Its bits may still be set, which is harmless.
//!
//! `tests/set_models` checks these arguments under loom, with conditions that order nothing. For each step,
//! `.ci/planted-bugs.toml` shows that a model fails without it. Loom has no `SeqCst` accesses, so `tests/litmus` has
//! the cases without `SYNC`, and two that the fences in their place hide.

mod fixed;
mod fixed_own;
#[cfg(feature = "alloc")]
mod flag;
#[cfg(feature = "alloc")]
mod growing;
#[cfg(feature = "alloc")]
mod growing_wake;
mod limit;
#[cfg(feature = "alloc")]
mod link;
#[cfg(feature = "alloc")]
mod list;
#[cfg(feature = "alloc")]
mod list_wake;
mod lone;
#[cfg(feature = "alloc")]
mod own;
mod registration;
#[cfg(feature = "alloc")]
mod segment;
mod wake;
mod word;

pub use fixed::{FixedPlace, FixedSet};
pub(crate) use fixed_own::FixedOwn;
#[cfg(feature = "alloc")]
pub use growing::{GrowingSet, Held};
pub use limit::require_slots;
#[cfg(feature = "alloc")]
pub use own::Own;
pub use registration::{Place, Registration};
pub(crate) use word::{Positions, lowest};
