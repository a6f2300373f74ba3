use spmc_waker::waitable;

#[waitable]
pub use std::sync::Mutex;

fn main() {}
