//! An argument is a pattern, or `impl Trait`.
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
    fn try_push(&self, #[once] &mut item: &mut Option<u32>) -> bool {
        item.is_some()
    }
}

fn main() {}
