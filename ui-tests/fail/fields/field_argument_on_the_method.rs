//! `#[field]` is on something other than the `&mut T` of a handle's field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[field]
    #[wait(raised)]
    fn is_raised(&self, seen: &mut u32) -> bool {
        *seen += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {}
