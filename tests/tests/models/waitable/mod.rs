//! Models of `#[waitable]` conditions: with `--cfg loom` loom runs them in every interleaving within
//! its bounds, otherwise threads run them many times.
//!
//! The conditions order nothing by themselves, so that the waker has to.

mod borrowed;
mod ends;
mod many_owners;
mod one_waiter;
mod ownership;
mod two_waiters;
mod two_waits;

use spmc_waker_tests::facade::{AtomicBool, AtomicUsize, block_on, model, race, within_limit};
