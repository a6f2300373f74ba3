//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `self.log`: error[E0596]: cannot borrow `self.log` as mutable, as it is behind a `&` reference
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
    log: Vec<bool>,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.log.push(true);
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
