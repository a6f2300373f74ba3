//! A handle does not have this method.
//~ error at `unregister`: error[E0599]: no method named `unregister`
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

fn main() {}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.unregister();
}
