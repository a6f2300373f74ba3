//! What [`#[waitable]`](macro@crate::waitable) writes.
//!
//! Each expansion below is what the macro generates for the source above it. One test compares the two, and
//! another one compiles and runs the expansion as it is shown here. The expansion imports the module
//! `::spmc_waker::__private`, which is for expansions only and may change in any release.
//!
//! | in the expansion | what it does |
//! |---|---|
//! | `impl Condition for …` | says what the wakers of all waits are stored in, which wait is whose (`WAITS`), which waits a `one(…)` names (`ONE`), and which hook runs when the last notifier is dropped |
//! | `impl Waits<0> for …` | the hook, and the `#[disarm]` methods, of the first handle that waits |
//! | `type Wakers = …` | an array of `SpmcWaker`s if each wake concerns one wait of a `waiter`; a `FixedSet` or a `GrowingSet` otherwise. [Design](super::design#the-set) says why |
//! | `into_pair`, `into_handle` | makes the one allocation |
//! | `DropHook::new(Self::close, 0b1)` | runs the hook, and then wakes these waiters |
//! | `FirstHandles` | makes each handle once, and frees the condition if that panics |
//! | `change::<Wakes<0b1>>(…)` | borrows the condition, and wakes these waits after the call. Bit 0 is the first wait. In `Wakes<0b1, 0b10>`, one task of the second wait is woken |
//! | `Wait` | is the right to wait by one wait of a `waiter`. It borrows the waiter mutably, so there is one at a time |
//! | `SharedWait` | is a wait of `waiters`. It borrows the handle, and takes a slot when it has to register |
//! | `HandleOf`, `of` | make one more of `waiters` from any handle |
//!
//! The generated code is safe. The `unsafe` code is in the runtime, behind `FirstHandles`, `claim`, `Wait` and
//! `SharedWait`.
//!
//! # The short form
//!
//! ```
#![doc = include_str!("../../expansions/source/flag.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("../../expansions/expanded/flag.rs")]
//! ```
//!
//! # The full form
//!
//! ```
#![doc = include_str!("../../expansions/source/channel.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("../../expansions/expanded/channel.rs")]
//! ```
//!
//! # Any number of waiters
//!
//! There is one kind of handle, without a notifier. A `release` wakes one task that waits.
//!
//! ```
#![doc = include_str!("../../expansions/source/permits.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("../../expansions/expanded/permits.rs")]
//! ```
//!
//! # Two waiters
//!
//! Each side waits. The condition has results of its author's types, a hook, a field of a handle, and an argument
//! that the check takes. One side blocks threads, and the other one is a stream.
//!
//! ```
#![doc = include_str!("../../expansions/source/jobs.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("../../expansions/expanded/jobs.rs")]
//! ```
//!
//! # Borrowed, with an interrupt that is switched on and off
//!
//! ```
#![doc = include_str!("../../expansions/source/button.rs")]
//! ```
//!
//! becomes
//!
//! ```
#![doc = include_str!("../../expansions/expanded/button.rs")]
//! ```
