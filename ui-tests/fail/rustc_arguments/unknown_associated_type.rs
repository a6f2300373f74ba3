//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Self::Item`: error[E0223]: ambiguous associated type
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
    fn set(&self, item: Self::Item) {
        self.raised.store(item.is_set(), SeqCst);
    }
}

fn main() {}
