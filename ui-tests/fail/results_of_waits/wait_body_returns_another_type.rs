//~ as without the macro
//~ error at `self.raised.load(SeqCst).then_some(1)`: error[E0308]: mismatched types
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
        self.raised.load(SeqCst).then_some(1)
    }
}

fn main() {}
