//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `await`: error[E0728]: `await` is only allowed inside `async` functions and blocks
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        std::future::ready(()).await;
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
