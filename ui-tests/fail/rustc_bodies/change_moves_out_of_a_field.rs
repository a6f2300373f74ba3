//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `self.raised` in `(self.raised)`: error[E0507]: cannot move out of `self.raised` which is behind a shared reference
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        drop(self.raised);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
