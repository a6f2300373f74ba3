//! An error in a body has nothing to do with the macro.
//~ error at `SEEN`: error[E0425]: cannot find value `SEEN` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = SEEN })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, #[field] seen: &mut u32) -> bool {
        *seen += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {}
