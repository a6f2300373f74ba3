//! A wait that makes the handle something else is generic.
//~ error at `await`: a wait with generic parameters cannot be `await`: awaiting the handle itself says nothing of them
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

    #[wait(raised, await)]
    fn is_raised<T: Default>(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
