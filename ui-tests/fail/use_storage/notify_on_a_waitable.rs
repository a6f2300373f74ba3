//! The handles of a borrowed condition are made like owned ones, or the reverse.
//~ error at `raise` in `raise()`: error[E0599]: no method named `raise` found for reference `&Waitable<Flag>` in the current scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = borrowed)]
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

fn run(flag: &spmc_waker::Waitable<Flag>) {
    flag.raise();
}

fn main() {}
