//! The structures in all orders of their operations, by `spmc_waker::model`. You can check your own structures in
//! the same way.
//!
//! Here the operations are whole: these structures have `std`'s atomics, and no switch happens in the middle of one.
//! `examples/tests/loom.rs` has those.
#![cfg(not(loom))] // Not tried under loom.
#![forbid(unsafe_code)]

mod channels;
mod signals;

use std::{cell::Cell, rc::Rc};

/// A count that closures share.
#[derive(Clone, Default)]
struct Count(Rc<Cell<usize>>);

impl Count {
    fn add(&self, more: usize) {
        self.0.set(self.0.get() + more);
    }

    fn get(&self) -> usize {
        self.0.get()
    }
}
