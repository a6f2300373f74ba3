//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ as without the macro
//~ error at `_`: error[E0121]: the placeholder `_` is not allowed within types on item signatures for methods
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
    fn is_raised(&self, token: fn(_) -> bool) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
