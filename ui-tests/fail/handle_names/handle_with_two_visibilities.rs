//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
//~ error at `pub` in `pub Raised`: expected a name for the handle, such as `Sender` or `pub(crate) Sender`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = pub pub Raised)]
impl Flag {
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
