//! A result has a type that rustc rejects.
//~ as without the macro
//~ error at `Level` in `levels::Level`: error[E0603]: struct `Level` is private
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod levels {
    struct Level(pub u32);
}

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wakes = none)]
    fn try_level(&self) -> Option<levels::Level> {
        None
    }
}

fn main() {}
