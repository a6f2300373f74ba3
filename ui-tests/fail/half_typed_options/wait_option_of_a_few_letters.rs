//! A marker, an option or a closure is half-typed.
//~ error at `blo`: unknown option `blo` of `#[wait]`
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

    #[wait(wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, blo)]
    fn is_lowered(&self) -> bool {
        true
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}

fn main() {}
