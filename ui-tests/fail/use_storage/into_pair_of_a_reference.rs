//! The condition has other handles, or another number of them.
//~ error at `flag` in `flag.into_pair`: error[E0507]: cannot move out of `*flag` which is behind a shared reference
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

fn run(flag: &Flag) {
    let _ = flag.into_pair();
}

fn main() {}
