//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `inlnie`: cannot find attribute `inlnie` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    #[inlnie]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}
