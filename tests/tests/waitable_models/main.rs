//! Models of `#[waitable]` conditions: with `--cfg loom` loom runs them in every interleaving within
//! its bounds, otherwise threads run them many times.
//!
//! The conditions order nothing by themselves, so that the waker has to.
#![forbid(unsafe_code)]

mod borrowed;
mod ends;
mod one_waiter;
mod ownership;
mod two_waiters;
mod two_waits;

#[cfg(not(loom))]
use futures::executor::block_on;
#[cfg(loom)]
use loom::future::block_on;
use spmc_waker_tests::facade::{AtomicBool, AtomicUsize, model, race};
