//~ as without the macro
//~ error at `laod`: error[E0599]: no method named `laod` found for struct `AtomicBool` in the current scope
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
        self.raised.laod(SeqCst)
    }
}

fn main() {}
