//! A marker is in a place that is not for it.
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
