//! A marker is misspelled.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! flag {
    ($name:ident) => {
        struct Flag {
            raised: AtomicBool,
        }

        #[waitable]
        impl Flag {
            #[notfy]
            fn $name(&self) {
                self.raised.store(true, SeqCst);
            }

            #[wait]
            fn is_raised(&self) -> bool {
                self.raised.load(SeqCst)
            }
        }
    };
}

flag!(raise);

fn main() {}
