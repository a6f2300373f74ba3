//! Models of `#[waitable]` conditions. With `--cfg loom`, loom runs them in every interleaving within its bounds.
//! Otherwise threads run them many times.
//!
//! The conditions use relaxed operations, so the waker has to order them.

mod borrowed;
mod ends;
mod many_owners;
mod one_waiter;
mod ownership;
mod two_waiters;
mod two_waits;
mod waiters;

use spmc_waker_tests::facade::{AtomicBool, AtomicUsize, block_on, model, race, within_limit};
