//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `'a`: error[E0261]: use of undeclared lifetime name `'a`
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
    fn try_name(&self) -> Option<&'a str> {
        todo!()
    }
}

fn main() {}
