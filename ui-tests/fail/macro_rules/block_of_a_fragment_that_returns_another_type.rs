//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `5`: error[E0308]: mismatched types
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! flag {
    ($check:block) => {
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
            fn is_raised(&self) -> bool $check
        }
    };
}

flag!({ 5 });

fn main() {}
