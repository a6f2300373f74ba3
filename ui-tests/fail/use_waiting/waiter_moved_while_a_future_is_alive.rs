//! A handle is used after it was moved.
//~ error at `waiter` in `(waiter)`: error[E0505]: cannot move out of `waiter` because it is borrowed
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
    let raised = waiter.raised();
    drop(waiter);
    raised.await;
}

fn main() {}
