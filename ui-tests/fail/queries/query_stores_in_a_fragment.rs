//! A `#[query]` method changes the condition.
//~ error at `store` in `store(false`: `store` changes the condition
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

macro_rules! lowered {
    ($value:expr, $order:path) => {
        #[waitable]
        impl Flag {
            #[notify]
            fn raise(&self) {
                self.raised.swap(true, SeqCst);
            }

            #[wait]
            fn is_raised(&self) -> bool {
                self.raised.load(SeqCst)
            }

            #[query]
            fn lower(&self) -> bool {
                self.raised.store(false, $order);
                $value
            }
        }
    };
}

lowered!(true, SeqCst);

fn main() {}
