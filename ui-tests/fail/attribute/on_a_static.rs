use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable]
static RAISED: AtomicBool = AtomicBool::new(false);

fn main() {}
