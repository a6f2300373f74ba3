//! A method is half-typed.
//~ as without the macro
//~ error at `{` in `u32 {`: expected one of `!`, `(`, `+`, `,`, `::`, `:`, `<`, `=`, or `>`, found `{`
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
    fn count(&self) -> Option<u32 {
        None
    }
}

fn main() {}
