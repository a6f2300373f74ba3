//! A method or an argument has two markers.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { item: Option<u32> = None })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(push)]
    fn try_push(
        &self,
        #[field]
        #[once]
        item: &mut Option<u32>,
    ) -> bool {
        item.take().is_some()
    }
}

fn main() {}
