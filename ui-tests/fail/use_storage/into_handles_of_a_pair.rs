//! The condition has other handles, or another number of them.
//~ error at `into_handles`: error[E0599]: no method named `into_handles` found for struct `Flag` in the current scope
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

fn run(flag: Flag) {
    let _ = flag.into_handles();
}

fn main() {}
