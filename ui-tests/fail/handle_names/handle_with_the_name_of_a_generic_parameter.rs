//! Two handles have one name.
//~ error at `T` in `notifier = T`: this is the name of a generic parameter: give the handle another
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<T> {
    raised: AtomicBool,
    value: T,
}

#[waitable(notifier = T)]
impl<T> Flag<T> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
