//! The handles of a borrowed condition are made like owned ones, or the reverse.
//~ error at `flag` in `(flag)`: error[E0308]: mismatched types
//~ and: consider borrowing here
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

fn main() {
    let flag = spmc_waker::Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let _ = FlagWaiter::claim(flag);
}
