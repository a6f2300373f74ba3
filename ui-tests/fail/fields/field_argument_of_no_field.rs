//! `#[field]` is on something other than the `&mut T` of a handle's field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] sene: &mut u32, least: u32) -> bool {
        *sene += 1;
        self.raised.load(SeqCst) && *sene > least
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised(1).await;
    assert!(waiter.is_raised(2));
}

fn main() {}
