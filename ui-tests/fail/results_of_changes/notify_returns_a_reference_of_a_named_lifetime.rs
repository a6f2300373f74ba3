//! A `#[notify]` method returns something that borrows from the condition.
//~ error at `&'a AtomicBool`: the result of a `#[notify]` method cannot borrow from the condition
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise<'a>(&'a self) -> &'a AtomicBool {
        &self.raised
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
