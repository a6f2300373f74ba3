//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Seen` in `&mut Seen`: error[E0425]: cannot find type `Seen` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: Seen })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, #[field] seen: &mut Seen) -> bool {
        seen.count += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {}
