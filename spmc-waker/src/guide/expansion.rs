//! What [`#[waitable]`](macro@crate::waitable) writes.
//!
//! Each expansion below is what the macro makes of the source above it. One test compares the two, and
//! another one compiles and runs the expansion as it is shown here. The module `::spmc_waker::__private`,
//! which it imports once, is for expansions only, and may change in any release.
//!
//! | in the expansion | it is |
//! |---|---|
//! | `impl Condition for …` | what the runtime has to know: the wakers, and what runs when the last notifier is dropped |
//! | `impl Waits<0> for …` | the same for the first waiter |
//! | `into_pair` | the one allocation |
//! | `FirstHandles` | what makes each handle once, and frees the condition if a panic comes between |
//! | `change::<0b1, false>(…)` | the condition, and the waiters that are woken after the call: bit 0 is the first waiter |
//! | `Wait` | the right to wait, borrowed mutably from the waiter: there is one at a time |
//!
//! The generated code is safe. What is `unsafe` is behind `FirstHandles`, `claim` and `Wait`.
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
