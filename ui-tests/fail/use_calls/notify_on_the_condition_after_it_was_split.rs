//! The condition has other handles, or another number of them.
//~ error at `flag` in `flag.raise`: error[E0382]: borrow of moved value: `flag`
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
    notifier.raise();
    flag.raise();
    waiter.raised().await;
}

fn main() {}
