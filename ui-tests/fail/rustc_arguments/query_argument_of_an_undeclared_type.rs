//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Side`: error[E0425]: cannot find type `Side` in this scope
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

    #[query]
    fn is_raised_on(&self, side: Side) -> bool {
        self.raised.load(SeqCst) && side.is_open()
    }
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}
