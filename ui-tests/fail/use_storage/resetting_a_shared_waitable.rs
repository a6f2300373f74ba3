//! A handle outlives the `Waitable` that it borrows.
//~ error at `flag` in `flag.reset`: error[E0596]: cannot borrow `*flag` as mutable, as it is behind a `&` reference
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
    flag.reset();
}

fn main() {}
