//! A `#[field]` argument is there twice.
//~ as without the macro
//~ error at `_seen` in `_seen: &u32`: error[E0415]: identifier `_seen` is bound more than once in this parameter list
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Watcher { _seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] _seen: &mut u32, #[field] _seen: &u32) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
