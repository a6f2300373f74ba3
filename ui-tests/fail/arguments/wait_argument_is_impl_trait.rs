//! An argument is a pattern, or `impl Trait`.
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
    fn is_raised(&self, filter: impl Fn(bool) -> bool + Clone) -> bool {
        filter(self.raised.load(SeqCst))
    }
}

fn main() {}
