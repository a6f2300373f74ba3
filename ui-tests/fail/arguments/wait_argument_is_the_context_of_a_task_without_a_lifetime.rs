//! A check takes the context of a task.
//~ error at `&mut Context`: a check has no task
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
    fn is_raised(&self, _least: u32, _cx: &mut Context) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
