//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
//~ error at `_least: u32`: an `#[arm]` method takes `&self` alone, or all the arguments of its check `is_raised`, which are 3; `#[field]` ones may be left out
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Waiter { looks: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, least: u32, #[field] looks: &mut u32, most: u32) -> bool {
        *looks += 1;
        self.raised.load(SeqCst) && least < most
    }

    #[arm]
    fn enable(&self, _least: u32) {}
}

fn main() {}
