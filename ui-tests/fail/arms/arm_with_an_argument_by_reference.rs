//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
//~ error at `&u32`: an `#[arm]` method takes its arguments as the check `is_raised` does: `least` by value
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

struct Level {
    level: AtomicU32,
}

#[waitable]
impl Level {
    #[notify]
    fn raise(&self) {
        self.level.fetch_add(1, SeqCst);
    }

    #[wait]
    fn is_raised(&self, least: u32) -> bool {
        self.level.load(SeqCst) >= least
    }

    #[arm]
    fn enable(&self, least: &u32) {
        drop(least.to_string());
    }
}

fn main() {}
