//! A weak ordering with `sync = false`, in a body.
//~ error at `Relaxed`: with `sync = false`, `Relaxed` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

struct Flag {
    raised: AtomicBool,
}

#[waitable(sync = false)]
impl Flag {
    #[notify]
    fn raise(&self) {
        fn store(raised: &AtomicBool) {
            raised.store(true, Ordering::Relaxed);
        }
        store(&self.raised);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(Ordering::SeqCst)
    }
}

fn main() {}
