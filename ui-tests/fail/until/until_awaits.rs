//! An error in a closure has nothing to do with the macro.
//~ error at `await`: error[E0728]: `await` is only allowed inside `async` functions and blocks
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst).await)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
