//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
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

    #[wait(push)]
    fn try_push(&self, #[once] item: &mut Option<u32>) -> bool {
        item.take().is_some() && self.raised.load(SeqCst)
    }

    #[arm]
    fn enable(&self, #[once] _item: &mut Option<u32>) {}
}

fn main() {}
