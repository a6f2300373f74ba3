//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `risen`: error[E0609]: no field `risen` on type `&Flag`
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

    #[wait]
    fn is_raised(&self) -> bool {
        self.risen.load(SeqCst)
    }
}

fn main() {}
