//! A check takes the context of a task.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Context;

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, _cx: &mut Context<'_>) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
