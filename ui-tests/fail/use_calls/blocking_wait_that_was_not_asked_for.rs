//! A method is called that was not requested.
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

fn main() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (_notifier, mut waiter) = flag.into_pair();
    waiter.blocking_raised();
}
