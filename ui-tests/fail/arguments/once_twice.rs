//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
//~ error at `#[once]` in `#[once] least`: an argument takes one marker: remove one
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
    fn has_reached(&self, #[once] #[once] least: &mut Option<u32>) -> bool {
        self.raised.load(SeqCst) && least.take().is_some()
    }
}

fn main() {}
