use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[wait(raise, default, by = notifier)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[wait(raise_again, default, by = notifier)]
    fn try_raise_again(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }
}

fn main() {}
