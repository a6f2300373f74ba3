//! A marker is in a place that is not for it.
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

    #[wait(push)]
    fn try_push(&self, #[onec] item: &mut Option<u32>) -> bool {
        item.take().is_some()
    }
}

fn main() {}
