//! A handle cannot have such a field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { name: &'a str })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, #[field] name: &mut &'static str) -> bool {
        name.is_empty() || self.raised.load(SeqCst)
    }
}

fn main() {}
