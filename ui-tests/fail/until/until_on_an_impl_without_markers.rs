//! An impl has `until`, and no markers.
//~ error at `until`: `until` belongs on a struct: on an impl, mark the method that checks the condition with `#[wait(NAME)]`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(until = |flag| flag.raised.load(SeqCst))]
impl Flag {
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {
    Flag { raised: AtomicBool::new(false) }.raise();
}
