//! A handle cannot have such a field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { name: &str })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] name: &mut &str) -> bool {
        self.raised.load(SeqCst) && name.is_empty()
    }
}

fn main() {}
