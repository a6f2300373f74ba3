//! Something else already has a generated name.
//~ as without the macro
//~ error at `fn raise(&self) -> bool`: error[E0592]: duplicate definitions with name `raise`
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
    fn raise(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
