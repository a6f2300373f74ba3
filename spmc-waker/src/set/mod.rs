//! Many slots, and words of bits that say which of them may be registered.
//!
//! A slot is a [`SpmcWaker`](crate::SpmcWaker), with one wait at a time that registers in it. A wake
//! that concerns more than one slot does not look at each: it looks at a word. All words are hints in
//! one direction. A bit that is set may be stale. A slot that is registered has its bit set, or
//! whoever took the bit is about to wake it.
//!
//! # How a condition uses it
//!
//! Which kind of set a condition is stored with, and all masks, are constants:
//!
//! | the condition | is stored with |
//! |---|---|
//! | has one wait, or its wakes name one lone wait each | `SpmcWaker`s, no set |
//! | has several lone waits, or `waiters = Name[N]` | a [`FixedSet`], a slot for each wait of each handle |
//! | has `waiters = Name` | a [`GrowingSet`], a slot in line for each lone wait, a list for each of theirs |
//!
//! | to | of a lone waiter | of `waiters` |
//! |---|---|---|
//! | wait in a `poll_…` method | [`poll_wait_until`](FixedSet::poll_wait_until) | [`Own::poll`] with the handle's [`Own`]; fixed: a [`Registration`] of its [`place`](FixedSet::place), then [`keep`](Registration::keep) |
//! | wait in a future | the same | [`Registration::poll_lazily`], which holds by [`Own::hold`]; fixed: the same place |
//! | give up a future | nothing, or `unregister` | drop the registration |
//! | let a time limit end a wait | `unregister`, and check | [`Registration::check_at_last`] |
//! | unregister, or drop the handle | `clear` | [`Own::release`] |
//! | wake all of some waits | [`wake`](FixedSet::wake) with their mask | the same |
//! | wake one lone wait alone | [`slot`](FixedSet::slot), without the set | – |
//! | wake all but the wait that is ready | the mask without its bit | `wake`, after it has ended: it is not registered any more |
//! | wake one of a wait | – | [`wake_one`](GrowingSet::wake_one) with the list; fixed: with the mask of its slots |
//!
//! `ONE` is a constant of the wait: whether any `wakes = one(…)` names it. It must be the same for all
//! registrations of a list, since each of them may be chosen. A mask of a list comes from
//! [`GrowingSet::many_bits`]; masks of several waits are joined by `|`.
//!
//! The condition is changed before a wake, and checked after registering, as with a `SpmcWaker`: by
//! `SeqCst` operations without `SYNC`, and in any way with it. A registration has to be woken through the
//! set, or directly where it is a slot in line: both are the same to it.
//!
//! What is unsafe is that slots belong to somebody: a slot in line, or one of a fixed set, to one handle;
//! an [`Own`], to one list of one set. A slot of a list that is [held](GrowingSet::hold) takes nothing on
//! trust.
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
//! `wakes = one(take)`      change the condition, then set.wake_one(TAKE); on unwinding, as above
//! ```
//!
//! In a fixed set, let slot `wait * N + handle` be that of a wait of a handle: then the mask of a wait is `N`
//! bits in a row. What a handle has to remember between two calls of `poll_…` there is what
//! [`keep`](Registration::keep) has returned, for [`resume`](Registration::resume).
//!
//! # Why nothing is lost
//!
//! `register` publishes the slot, sets the bit of its word, sets the root's bit, and then checks the
//! condition. A wake changes the condition, looks at the root, takes the root's bits, takes the bits of
//! the words under them, and then looks at the slots. A step of `register` is left out if it shows that
//! there is nothing to do: the slot is registered, or the bit is set.
//!
//! **A slot of `waiters`** is published by a plain release store, and its word's bit by a read-modify-write that is
//! never left out for a new registration ([`announce_slot`](word::Word::announce_slot)). Wakes come to such a slot by
//! that word alone. A wake that takes the bit afterwards acquires the store. A wake that took it before comes before
//! the `fetch_or`, which acquires its change; that wake may consume the new registration, too, or find the slot as it
//! was. So below, such a slot is published where its bit is set. A lone wait's slot is also woken directly, so it is
//! published as that of a [`SpmcWaker`](crate::SpmcWaker) alone.
//!
//! *Without `SYNC`* all these steps are `SeqCst`, so they are steps of one interleaving. If a check misses
//! a change, all steps of that `register` come before the wake's look at the root. Either the root's bit is
//! still set then, and this wake takes it, or another wake has taken it since the registering side saw it
//! set. Whoever took it takes the word's bit afterwards, unless somebody else has, and looks at the slot
//! afterwards: all that after the slot was published.
//!
//! *With `SYNC`* the words, and the state of a lone wait's slot, are changed by read-modify-writes alone, which
//! acquire and release. So of two that concern the same word, the later one knows what came before the earlier.
//! A look that finds no bit is one of them, too ([`announce`](word::Word::announce)): a registration that
//! reads the root later acquires the change, and its check sees it. A wake that takes the root's bit, and
//! finds the word's bit not yet set, has come before the `fetch_or` of that bit. Then the registering side
//! has acquired that the root's bit was taken, and sets it again. The same holds for a slot that is not yet
//! registered, and its bit.
//!
//! **Segments that share a root bit.** A list has fewer bits in the root than it may get segments. A task
//! that finds the root's bit set by a task of an *earlier* segment would leave it, and a wake that takes it
//! would know nothing of the link to the *later* segment, and miss it. So whoever begins to hold a slot of
//! a later segment sets the root's bit by a read-modify-write, also if it is set: each wake that takes
//! the bit from then on acquires the link.
//!
//! **One.** A wake of one takes a bit, and wakes if its slot is registered. A word that it finds empty, it
//! finds by a read-modify-write: what is registered there afterwards sees the change. A root bit without
//! anything under it is cleared, so that later wakes need one look again. Just then a slot may be
//! registered there, and leave the root's bit as it is. Any number of other wakes may then see the root
//! clear, and go. So after the root's bit, all words under it are taken, and everything is woken that is
//! there. To wake one, and set the root's bit again for the others, strands one of them: three wakes, two
//! waiters, and a thief who takes without waiting. [`Registration`] says how a wake of one is passed on.
//!
//! **Giving back.** What a slot's next holder does comes after all that the last one did: a slot is given
//! back by a release, last of all, and taken by an acquiring read-modify-write. Its bits may still be set
//! then, which is harmless.
//!
//! `tests/set_models` shows these under loom, with conditions that order nothing, and
//! `.ci/planted-bugs.toml` what happens without each step. Loom has no `SeqCst` accesses: `tests/litmus`
//! has the cases without `SYNC`, and two that loom's fences for `SeqCst` hide.

mod fixed;
#[cfg(feature = "alloc")]
mod flag;
#[cfg(feature = "alloc")]
mod growing;
#[cfg(feature = "alloc")]
mod link;
#[cfg(feature = "alloc")]
mod list;
#[cfg(feature = "alloc")]
mod list_wake;
#[cfg(feature = "alloc")]
mod own;
mod registration;
#[cfg(feature = "alloc")]
mod segment;
mod wake;
mod word;

pub(crate) use fixed::FixedOwn;
pub use fixed::{FixedPlace, FixedSet};
#[cfg(feature = "alloc")]
pub use growing::{GrowingSet, Held};
#[cfg(feature = "alloc")]
pub use own::Own;
pub use registration::{Place, Registration};
pub(crate) use word::{Positions, lowest};
