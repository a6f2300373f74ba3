//! What [`#[waitable]`](macro@crate::waitable) writes.
//!
//! Each expansion below is what the macro makes of the source above it: a test compares the two,
//! and another compiles and runs the expansion as it stands here. What it names in
//! `::spmc_waker::__private` is for expansions only, and may change in any release.
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
