//! A generated method is called with wrong arguments, or its result has another type.
//~ error at `"1"`: error[E0308]: mismatched types
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

    #[wait(reached)]
    fn has_reached(&self, least: u32) -> bool {
        least < 1 && self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.reached("1").await;
}

fn main() {}
