//! Something else already has a generated name.
//!
//! Several messages: rustc takes the first type of this name for the handle, and it lacks the handle's fields.
//!
//! Hidden: the fields of a handle, which rustc can see in the same module.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use std::sync::Mutex;

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Mutex)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
