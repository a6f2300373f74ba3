//! How the waker and the waker set work: states, orderings, and why no wakeup is lost.
//!
//! There are three layers, and each knows nothing of those above it:
//!
//! | layer | what it is | in the repository |
//! |---|---|---|
//! | the waker | [`SpmcWaker`](crate::SpmcWaker): one side registers, and any number of threads wake | `spmc-waker/src/waker` |
//! | the set | many wakers, and words of bits that say which may be registered | `spmc-waker/src/set` |
//! | the condition | handles that own or borrow a condition and its wakers; one slot for each wait | `spmc-waker/src/condition` |
//!
//! The macro generates safe code that calls the third layer.
//!
//! # The waker
//!
//! ## Memory
//!
//! A waker takes five words: a state, and two slots of two pointers each, the data and the vtable of a
//! [`Waker`](core::task::Waker).
//!
//! | | with `CACHED` | without |
//! |---|---|---|
//! | slot 0 | the *cached slot*: its waker outlives the registration, and wakes use it by reference | a transient slot |
//! | slot 1 | a *transient slot*: a wake takes the waker out of it | a transient slot; the two are used alternately |
//!
//! A vtable is aligned, so the lowest bit of its address is free. In the cached slot, that bit is set while
//! the slot is in use: its waker is registered, or a wake is inside its `wake_by_ref`. A new waker is all
//! zeros.
//!
//! ## States
//!
//! The state word has three flags, and above them a count of registrations by value and of requests to clear.
//!
//! | state | meaning |
//! |---|---|
//! | `-` | nothing is registered |
//! | `R` | the waker in the cached slot is registered |
//! | `RB` | the waker in a transient slot is registered |
//! | `C` | nothing is registered, and the cached waker is to be dropped once no wake uses it |
//! | `RBC` | `RB` and `C` at once |
//! | `B` | a wake has moved the cached waker out, to drop it |
//!
//! ```text
//!               register: the cached slot is free
//!       ┌───────────────────────────────────────────────┐
//!       │                                               ▼
//!    ┌─────┐              wake, unregister           ┌─────┐
//!    │  -  │◀────────────────────────────────────────│  R  │
//!    └─────┘                                         └─────┘
//!     │ ▲ │                                           │   ▲
//!     │ │ │                                         1 │   │ 2
//!     │ │ │  register: a wake uses the cached slot    ▼   │
//!     │ │ │  (count + 1)                             ┌─────┐
//!     │ │ └─────────────────────────────────────────▶│ RB  │
//!     │ └────────────────────────────────────────────│     │
//!     │                   wake, unregister           └─────┘
//!     │
//!     │ clear: a wake uses the cached slot (count + 1)
//!     ▼
//!    ┌─────┐          register (count + 1)           ┌─────┐
//!    │  C  │────────────────────────────────────────▶│ RBC │
//!    │     │◀────────────────────────────────────────│     │
//!    └─────┘            wake, unregister             └─────┘
//!     │
//!     │ a wake finds that nobody uses the cached waker any more, moves it out and drops it
//!     ▼
//!    ┌─────┐
//!    │  B  │
//!    └─────┘
//!
//!    1: register another waker while one is registered (count + 1)
//!    2: the same, into the cached slot, which is free by then
//!    C, B, RB, RBC → -: the registering side takes everything back
//! ```
//!
//! Without `CACHED`, only `-` and `RB` occur. A wake changes `R`, `RB`, `RBC` and `C`, by one
//! compare-exchange. In `-` and `B`, only the registering side changes the state, so it can publish a
//! registration by a plain store. (With `SYNC`, wakes also perform read-modify-writes that change nothing, in
//! every state. There it publishes by a swap.)
//!
//! ## Registering and waking
//!
//! | `register` | `wake` |
//! |---|---|
//! | load the state | load the state. Nothing is registered: done |
//! | write the waker into a slot that no wake uses | (of a transient slot: read both pointers now) |
//! | publish: store a state that shows it | claim: a compare-exchange that removes it from the state |
//! | check the condition | (of the cached slot: read the pointers now) call `wake_by_ref`, and store the vtable without its tag |
//!
//! * The same waker again, in a free cached slot: a comparison of two words, a store into the slot, and the
//!   publish.
//! * The same waker, registered already: two comparisons, and nothing is written.
//! * A wake is inside the cached waker: the new waker goes to the transient slot. `register` never waits for a
//!   wake.
//! * A claim that fails has lost to another wake, or to the registering side, which checks its condition
//!   again. With `SYNC`, the wake then performs a release read-modify-write, and tries once more.
//! * The count tells two registrations in a transient slot apart, so a wake that stalled between reading and
//!   claiming fails. The cached slot is read after the claim, and needs no count.
//!
//! No operation loops, apart from `clear`, which looks at most eight times whether a running wake has come back.
//!
//! ## Orderings
//!
//! | | without `SYNC` | with `SYNC` |
//! |---|---|---|
//! | the first load in `wake` | `SeqCst` | acquire |
//! | nothing is registered | done | a read-modify-write that changes nothing (`fetch_add(0)`, `AcqRel`), and look again |
//! | the first load in `register` | `SeqCst` | `SeqCst` |
//! | publish | `SeqCst` store | swap, `AcqRel` |
//! | claim | `SeqCst` compare-exchange | `SeqCst` compare-exchange |
//! | a wake releases the cached slot | release store | release store |
//!
//! **Without `SYNC`**, four operations are `SeqCst`: the change of the condition and then the load in `wake`
//! on one side, the publish and then the check on the other side. They are in one order. If the check comes
//! before the change, then the publish comes before the load, and the wake finds the registration.
//!
//! **With `SYNC`**, both sides perform a read-modify-write of the state. One comes first. If it is the wake's,
//! the registration acquires what the wake released, and the check sees the change. If it is the
//! registration's, the wake finds it. So the condition may use any ordering, `Relaxed` too.
//!
//! **Why the first load in `register` and the claim are `SeqCst` in both modes.** If the same waker is
//! registered already, `register` writes nothing. Suppose that its load could show a registration that a wake
//! has consumed, and that this very wake led to this poll. Then neither the check of this poll nor the next
//! wake would see the other. For the same reason, an executor must order a wake before the poll that follows:
//! [what an executor owes](crate::SpmcWaker#what-an-executor-owes).
//!
//! ## What it costs
//!
//! Locked instructions on x86-64. `.ci/hot-paths` counts them, and fails if one changes:
//!
//! | | without `SYNC` | with `SYNC` |
//! |---|---|---|
//! | wake, nothing registered | 0 | 1, which leaves the cache line shared |
//! | register the cached waker | 1 | 1 |
//! | register the waker that is registered already | 0 | 0 |
//! | register another waker over a registered one | 1 | 1 |
//! | the same, and no slot is free | 2 | 2 |
//! | wake | 1 | 1 |
//!
//! # The set
//!
//! A wake that concerns one wait of a `waiter` looks at its slot directly. A wake that concerns several slots
//! does not look at each of them. It looks at a word of bits.
//!
//! | the condition | is stored with |
//! |---|---|
//! | each wake concerns one wait of a `waiter` | an array of wakers, and no set |
//! | some wake concerns several waits of `waiter`s, or there are `waiters = Name[N]` | a *fixed set*: inline wakers, and one word with a bit for each |
//! | there are `waiters = Name` | a *growing set*: a root word, an inline waker for each wait of a `waiter`, and a list of segments for each wait of `waiters`. Each segment has wakers, and a word of its own |
//!
//! ```text
//!   root word   │ a │ b │ s s s s s s s s │ r r r r r r r r │      a, b: waits of a `waiter`, inline
//!                         │                 │                    s, r: waits of `waiters`: some bits each
//!                         ▼                 ▼
//!   list of send   ┌────────────┐      list of reserve …
//!                  │ word, 4    │──▶ ┌─────────────┐
//!                  │ wakers     │    │ word, 64    │──▶ …   segments are added while more tasks wait
//!                  └────────────┘    │ wakers      │        than there are slots, and freed with the
//!                                    └─────────────┘        condition
//! ```
//!
//! Segment number *s* of a list with *n* bits in the root uses bit *s* mod *n* of these. So a look at the root
//! covers all waits, `wakes` is a constant mask of root bits, and there is no limit on the number of slots.
//!
//! Words are hints, which err in one direction only. A bit may be set although nothing is registered in its slot. But
//! if a slot is registered, its bit is set, or the wake that took the bit is about to look at the slot.
//!
//! | step | what it does |
//! |---|---|
//! | register | publish the slot; set its bit in the word; set the root's bit; check the condition. A bit that is set already is left as it is, apart from the bit of a slot in a segment: see below |
//! | wake all of some waits | look at the root: none of the bits is set: done. Otherwise take these bits, take the words under them, and wake each slot named there |
//! | wake one of a wait | pick a bit that is set, from a place that rotates; clear it; if it was set and its slot was registered, wake that: done. Otherwise go on |
//! | every word under a bit of the root is empty | clear the root's bit, then take all words under it, and wake whatever is there |
//!
//! That last step may wake more than one task. Waking one and setting the root's bit again for the others would strand
//! one of them: in between, another wake may have seen the bit clear, and have done nothing.
//!
//! **Why no wakeup is lost.** `register` goes from the slot to the word to the root, and then checks. A wake
//! changes the condition, and goes from the root to the word to the slot. Without `SYNC`, all these steps are
//! `SeqCst`, so they form one interleaving: if a check misses a change, everything that its `register` did comes
//! before the wake's look at the root. With `SYNC`, only read-modify-writes change the words, and they acquire and
//! release. Of two on the same word, the later one acquires what came before the earlier one.
//!
//! **A slot in a segment** is reached by its word alone, so its bit can publish it. A plain release store publishes the
//! waker, and a read-modify-write sets the bit in every new registration. That saves a locked instruction. In the
//! argument above, such a slot is published when its bit is set. The slot of a `waiter` is also
//! woken directly, so it is published like a waker alone.
//!
//! | | without `SYNC` | with `SYNC` |
//! |---|---|---|
//! | a look at a word | `SeqCst` | acquire |
//! | a look that finds nothing | the same | then `fetch_add(0)`, `AcqRel` |
//! | setting, clearing and taking bits | `SeqCst` | `AcqRel` |
//!
//! An `AcqRel` read-modify-write is in no total order with a `SeqCst` load. So without `SYNC`, `AcqRel` would
//! lose wakeups under the memory model of the language, although loom does not show it. `tests/litmus` in the
//! repository has each such case as a file for herd7, with a twin whose weaker ordering allows the bad
//! outcome. [What this costs](super::waiters#what-it-costs) is in the page on `waiters`.
//!
//! **Slots.** A handle of `waiters` takes a slot for a wait at its first pending poll, and keeps it, so that its waker
//! stays cached. A flag says who uses that slot: a future, or a registration by `poll_NAME`. Another future of the
//! same handle takes a free slot of the set, and gives it back at its end. A holder gives its slot back by a release,
//! as the last thing that it does with the slot, and takes it by an acquiring read-modify-write.
//!
//! **Passing on.** Before the first check of each poll, a wait that `one` may choose looks whether it is registered.
//! When the wait is over, it removes its registration. If it was registered before that check, and the registration is
//! gone at the end, a wake by `one` has chosen this wait in between, and nobody has used that wake. Then the wait
//! wakes another task. Only the end of a wait passes a wake on, so no wake is passed on forever.
//!
//! **A waker that panics.** If a waker panics, the wake goes on with the other bits that it has taken. It passes the
//! first panic on when all tasks are woken. It catches the others, which takes `std`. A wake of one task wakes all others
//! of the same wait then.
//!
//! # Handles
//!
//! One side registers in each slot. Nothing checks that while a program runs, because ownership proves it:
//!
//! | slot of | who registers |
//! |---|---|
//! | a wait of a `waiter` | the one handle of that name: `into_pair` makes it once, `claim` gives it out once. A future borrows it mutably |
//! | a wait of `waiters = Name[N]` | each handle has its own number, which `claim` gives out once. A future borrows it mutably |
//! | a wait of `waiters = Name` | whoever has taken the slot by its flag or its bit |
//!
//! With `storage = owned`, one word counts *shares*: one for each `waiter`, one for all notifiers together,
//! and one for each kind of `waiters`. Notifiers are counted in the same word, above the shares; `waiters`
//! have a count for each kind. The condition is freed with the last share. A handle that sees by a load that
//! it is alone frees it without a read-modify-write.
//!
//! With `storage = borrowed`, one word has a bit for each handle that is claimed.
//!
//! # What checks it
//!
//! [`verification`](super::verification) lists, for each guarantee, the commands that check it, and what they do
//! not show.
