//! A generated method is called with wrong arguments, or its result has another type.
//~ error at `raised` in `raised(1)`: error[E0061]: this method takes 0 arguments but 1 argument was supplied
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

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    waiter.raised(1).await;
}

fn main() {}
