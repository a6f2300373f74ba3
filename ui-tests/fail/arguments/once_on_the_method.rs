//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
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

    #[once]
    #[wait(push)]
    fn try_push(&self, item: &mut Option<u32>) -> bool {
        item.take().is_some()
    }
}

fn main() {}
