//! A marker or an option has a new name.
//~ error at `default`: `default` is called `await` now
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

    #[wait(default)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn wait(waiter: FlagWaiter) {
    waiter.await;
}

fn main() {
    let (notifier, waiter) = Flag { raised: false.into() }.into_pair();
    notifier.raise();
    drop(wait(waiter));
}
