//! `#[field]` is on something other than the `&mut T` of a handle's field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser { seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(Raiser)]
    fn close(&self, #[field] seen: &mut u32) {
        *seen = 0;
    }
}

fn main() {}
