//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `self.raised = AtomicBool::new(true)`: error[E0594]: cannot assign to `self.raised`, which is behind a `&` reference
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised = AtomicBool::new(true);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
