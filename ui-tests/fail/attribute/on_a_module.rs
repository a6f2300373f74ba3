//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable]
mod flag {
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    pub struct Flag(AtomicBool);

    impl Flag {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }
}

fn main() {}
