//! The handles of a borrowed condition are made like owned ones, or the reverse.
//~ error at `&flag`: error[E0308]: mismatched types
//~ and: expected `&Waitable<Flag>`, found `&Flag`
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
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let _ = FlagWaiter::claim(&flag);
}
