//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[derive(Clone)]
struct Token<'a>(&'a str);

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, token: Token) -> bool {
        self.raised.load(SeqCst) && token.0.is_empty()
    }
}

fn main() {}
