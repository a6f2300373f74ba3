//! An impl has `until` in the place of a method that checks.
//~ error at `until`: `until` belongs on a struct: on an impl, mark the method that checks the condition with `#[wait(NAME)]`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(until = |flag| flag.raised.load(SeqCst))]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
