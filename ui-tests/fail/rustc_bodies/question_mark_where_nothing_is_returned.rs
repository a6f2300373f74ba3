//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `?`: error[E0277]: the `?` operator can only be used in a method that returns `Result` or `Option`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        let level = std::fs::read("level")?;
        self.raised.store(level == b"up", SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
