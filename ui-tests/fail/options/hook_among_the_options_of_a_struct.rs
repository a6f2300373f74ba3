//! There is no such option.
//~ error at `on_drop`: `on_drop` belongs to a method: put `#[waitable]` on an impl, and write `#[on_drop(NAME)]` there
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), on_drop = close)]
struct Flag {
    raised: AtomicBool,
}

impl Flag {
    fn close(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
