//! A marker, an option or a closure is half-typed.
//~ error at `,` in `,)`: expected `#[wait(NAME)]`, and after the name `await`, `stream`, `sink`, `blocking`, `within`, `budget = N`, `query`, `by = HANDLE`, `wakes = WAIT`, `future = NAME` or `doc = "…"`
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

    #[wait(lowered,,)]
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
