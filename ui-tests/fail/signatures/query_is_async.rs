//! A marked method is `async`, `unsafe` or `extern`, or is not a method.
//~ error at `async`: a `#[query]` method cannot be `async`
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
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query]
    async fn count(&self) -> u32 {
        1
    }
}

fn main() {}
