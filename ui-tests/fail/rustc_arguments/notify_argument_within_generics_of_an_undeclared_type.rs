//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `Task`: error[E0425]: cannot find type `Task` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self, by: Vec<Task>) {
        self.raised.store(!by.is_empty(), SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
