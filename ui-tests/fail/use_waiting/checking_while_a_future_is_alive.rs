//! Two futures of one waiter are alive at once.
//~ error at `waiter` in `waiter.is_raised`: error[E0499]: cannot borrow `waiter` as mutable more than once at a time
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
    waiter.is_raised();
    raised.await;
}

fn main() {}
