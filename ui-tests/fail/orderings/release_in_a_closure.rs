//! A weak ordering with `sync = false`, in a body.
//~ error at `Release`: with `sync = false`, `Release` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

struct Flag {
    raised: AtomicBool,
}

#[waitable(sync = false)]
impl Flag {
    #[notify]
    fn raise(&self) {
        let store = |raised| self.raised.store(raised, Ordering::Release);
        store(true);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(Ordering::SeqCst)
    }
}

fn main() {}
