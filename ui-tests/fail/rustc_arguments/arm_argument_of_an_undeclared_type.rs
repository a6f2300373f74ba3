//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Level` in `has_reached(&self, least: Level`: error[E0425]: cannot find type `Level` in this scope
//~ error at `Level` in `ask(&self, least: Level`: error[E0425]: cannot find type `Level` in this scope
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

    #[wait(reached)]
    fn has_reached(&self, least: Level) -> bool {
        self.raised.load(SeqCst)
    }

    #[arm(reached)]
    fn ask(&self, least: Level) {}
}

fn main() {}
