//! A wait takes an argument by value that is not `Clone`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

struct Token;

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
