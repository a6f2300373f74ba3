//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable]
static RAISED: AtomicBool = AtomicBool::new(false);

fn main() {}
