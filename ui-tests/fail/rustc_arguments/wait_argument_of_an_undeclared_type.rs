//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ as without the macro
//~ error at `Token`: error[E0425]: cannot find type `Token` in this scope
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
    fn is_raised(&self, token: Token) -> bool {
        drop(token);
        self.raised.load(SeqCst)
    }
}

fn main() {}
