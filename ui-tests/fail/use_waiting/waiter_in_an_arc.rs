//! Two tasks wait with one waiter.
//~ error at `waiter` in `waiter.raised`: error[E0596]: cannot borrow data in an `Arc` as mutable
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

async fn run(waiter: std::sync::Arc<FlagWaiter>) {
    waiter.raised().await;
}

fn main() {}
