//! A notifier that can be made at any time has a hook.
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

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
