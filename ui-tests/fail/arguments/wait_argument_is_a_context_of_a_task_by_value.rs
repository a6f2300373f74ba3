//! A check takes the context of a task.
//~ error at `Context<'_>`: a check has no task, it only looks at the condition: leave this argument out, and poll by `poll_raised`
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
    fn is_raised(&self, _cx: Context<'_>) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
