//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `Option<str>`: error[E0277]: the size for values of type `str` cannot be known at compilation time
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
    fn try_name(&self) -> Option<str> {
        todo!()
    }
}

fn main() {}
