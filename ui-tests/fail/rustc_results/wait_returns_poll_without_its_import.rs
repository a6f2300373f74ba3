//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `Poll`: error[E0425]: cannot find type `Poll` in this scope
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
    fn try_raised(&self) -> Poll<u32> {
        match self.raised.load(SeqCst) {
            true => todo!(),
            false => todo!(),
        }
    }
}

fn main() {}
