//! An error in a closure has nothing to do with the macro.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

fn main() {
    let threshold = 3;
    assert_eq!(threshold, 3);

    #[waitable(until = |flag| flag.raised.load(SeqCst) && threshold > 1)]
    struct Flag {
        raised: AtomicBool,
    }
}
