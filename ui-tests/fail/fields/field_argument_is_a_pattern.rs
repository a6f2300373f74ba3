//! An argument is a pattern, or `impl Trait`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: (u32, u32) = (0, 0) })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] (first, _): &mut (u32, u32)) -> bool {
        *first += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {}
