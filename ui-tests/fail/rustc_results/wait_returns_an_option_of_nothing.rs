//! A check returns neither `bool`, `Option` nor `Poll`.
//~ as without the macro
//~ error at `Option`: error[E0107]: missing generics for enum `Option`
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

    #[wait(raised)]
    fn try_raised(&self) -> Option {
        self.raised.load(SeqCst).then_some(1)
    }
}

fn main() {}
