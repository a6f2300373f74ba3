//! A check returns `impl Trait`, or something that borrows from an argument.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn try_count(&self) -> Option<impl Iterator<Item = u32>> {
        Some(0..1)
    }
}

fn main() {}
