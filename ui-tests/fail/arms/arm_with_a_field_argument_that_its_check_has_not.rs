//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
//~ error at `seen` in `seen: &mut u32)`: the check `is_raised` has no `#[field]` argument `seen` in this place
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Waiter { looks: u32 = 0, seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self, #[field] looks: &mut u32, least: u32) -> bool {
        *looks += 1;
        self.raised.load(SeqCst) && *looks > least
    }

    #[arm]
    fn enable(&self, #[field] seen: &mut u32) {
        *seen += 1;
    }
}

fn main() {}
