//! A lifetime of the condition is left out.
//~ error at `&AtomicBool`: the handles need a name for this lifetime: `impl<'a>`, and `'a` here
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<T> {
    raised: T,
}

#[waitable]
impl Flag<&AtomicBool> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
