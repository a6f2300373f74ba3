//! `#[field]` is on something other than the `&mut T` of a handle's field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser { count: u32 = 0 }, waiter = Raised)]
impl Flag {
    #[notify(by = [Raiser, Raised])]
    fn raise(&self, #[field] count: &mut u32) {
        *count += 1;
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
