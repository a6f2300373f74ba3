//! A weak ordering with `sync = false`, in a body.
//~ error at `Acquire`: with `sync = false`, `Acquire` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

struct Flag {
    raised: AtomicBool,
}

#[waitable(sync = false)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, Ordering::SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        match () {
            () => self.raised.load(Ordering::Acquire),
        }
    }
}

fn main() {}
