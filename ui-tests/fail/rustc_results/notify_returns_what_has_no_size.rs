//! A result has a type that rustc rejects.
//~ as without the macro
//~ error at `str` in `-> str`: error[E0277]: the size for values of type `str` cannot be known at compilation time
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

    #[notify]
    fn rename(&self, name: &str) -> str {
        unimplemented!("{name}")
    }
}

fn main() {}
