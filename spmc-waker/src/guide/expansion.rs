//! What [`#[waitable]`](macro@crate::waitable) writes.
//!
//! Each expansion below is what the macro generates for the source above it. One test compares the two, and
//! another one compiles and runs the expansion as it is shown here. The expansion imports the module
//! `::spmc_waker::__private`, which is for expansions only and may change in any release.
//!
//! | in the expansion | what it does |
//! |---|---|
//! | `impl Condition for …` | gives the runtime the wakers, and the hook that runs when the last notifier is dropped |
//! | `impl Waits<0> for …` | does the same for the first waiter |
//! | `into_pair` | makes the one allocation |
//! | `DropHook::new(Self::close, 0b1)` | runs the hook, and then wakes these waiters |
//! | `FirstHandles` | makes each handle once, and frees the condition if that panics |
//! | `change::<0b1, false>(…)` | borrows the condition, and wakes these waiters after the call. Bit 0 is the first waiter |
//! | `Wait` | is the right to wait. It borrows the waiter mutably, so there is one at a time |
//!
//! The generated code is safe. The `unsafe` code is in the runtime, behind `FirstHandles`, `claim` and
//! `Wait`.
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
