//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
//~ error at `spmc_waker::once`: markers are no items, so they have no path: write `#[once]`
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

    #[wait(reached)]
    fn has_reached(&self, #[spmc_waker::once] least: &mut Option<u32>) -> bool {
        self.raised.load(SeqCst) && least.take().is_some()
    }
}

fn main() {}
