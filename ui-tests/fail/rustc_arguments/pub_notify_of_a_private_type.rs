//! An argument has a type that rustc rejects.
//~ as without the macro
//~ warning at `pub fn set(&self, level: Level)`: type `Level` is more private than the item `Flag::set`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Level(bool);

pub struct Flag {
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
    pub fn set(&self, level: Level) {
        self.raised.store(level.0, SeqCst);
    }
}

fn main() {}
