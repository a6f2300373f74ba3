//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `}` in `Some(value) = }`: expected expression, found `}`
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

    #[wait(wakes = none)]
    fn try_value(&self) -> Option<u32> {
        if let Some(value) =
    }
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}
