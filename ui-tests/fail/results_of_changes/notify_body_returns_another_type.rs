//~ as without the macro
//~ error at `"raised"`: error[E0308]: mismatched types
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) -> u32 {
        self.raised.store(true, SeqCst);
        "raised"
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
