use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable]
impl AtomicBool {
    #[notify]
    fn raise(&self) {
        self.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.load(SeqCst)
    }
}

fn main() {}
