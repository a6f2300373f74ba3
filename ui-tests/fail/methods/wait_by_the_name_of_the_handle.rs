use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser)]
impl Flag {
    #[wait(raise, by = Raiser)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {}
