//! The number of handles is missing, twice, or in the wrong place.
//~ error at `[4]`: the number stands before the fields: `waiters = Watcher[8] { … }`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Watcher { seen: u32 = 0 }[4], storage = borrowed)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, query)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
