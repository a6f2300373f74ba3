//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `write_all`: error[E0599]: no method named `write_all` found for struct `File` in the current scope
//~ and: trait `Write` which provides `write_all` is implemented but not in scope
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

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(notifier)]
    fn close(&self) {
        std::fs::File::create("log").unwrap().write_all(b"closed").unwrap();
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
