//~ error at `const`: a `#[wait]` method cannot be `const`
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
    const fn is_raised(&self) -> bool {
        true
    }
}

fn main() {}
