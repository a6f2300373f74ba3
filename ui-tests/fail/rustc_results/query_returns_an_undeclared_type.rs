//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `Count`: error[E0425]: cannot find type `Count` in this scope
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
        self.raised.load(SeqCst)
    }

    #[query]
    fn count(&self) -> Count {
        todo!()
    }
}

fn main() {}
