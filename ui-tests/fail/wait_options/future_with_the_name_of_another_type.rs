//! Something else already has a generated name.
//!
//! Several messages: rustc takes the first type of this name for the handle, and it lacks the handle's fields.
//!
//! Hidden: the fields of a handle, which rustc can see in the same module.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

struct Raised;

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, future = Raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
