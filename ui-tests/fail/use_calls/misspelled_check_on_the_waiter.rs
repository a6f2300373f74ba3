//! A handle does not have this method.
//~ error at `is_risen`: error[E0599]: no method named `is_risen` found for struct `FlagWaiter` in the current scope
//~ and: there is a method `is_raised` with a similar name
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
    waiter.is_risen();
}

fn main() {}
