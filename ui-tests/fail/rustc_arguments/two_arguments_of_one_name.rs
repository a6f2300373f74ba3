//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `least` in `u32, least`: error[E0415]: identifier `least` is bound more than once in this parameter list
//~ warning at `least` in `&self, least`: unused variable: `least`
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
    fn is_raised(&self, least: u32, least: u32) -> bool {
        self.raised.load(SeqCst) && least > 0
    }
}

fn main() {}
