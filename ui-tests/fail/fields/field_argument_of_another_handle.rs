//! `#[field]` is on something other than the `&mut T` of a handle's field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser { raised_at: u32 = 0 }, waiter = Raised)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] raised_at: &mut u32) -> bool {
        *raised_at += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {}
