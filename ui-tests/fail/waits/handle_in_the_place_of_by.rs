//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Left, waiter = Right)]
impl Flag {
    #[wait(left, Left)]
    fn is_left(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(right, by = Right, wakes = Left)]
    fn is_right(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
