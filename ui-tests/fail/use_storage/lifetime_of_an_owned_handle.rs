//! The condition has other handles, or another number of them.
//~ error at `FlagWaiter`: error[E0107]: struct takes 0 lifetime arguments but 1 lifetime argument was supplied
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
}

struct Task<'a> {
    waiter: FlagWaiter<'a>,
}

fn main() {}
