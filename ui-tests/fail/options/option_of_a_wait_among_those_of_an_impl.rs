//! There is no such option.
//~ error at `await`: `await` belongs to a method: put `#[waitable]` on an impl, and write `#[wait(NAME, await)]` there
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(await)]
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
