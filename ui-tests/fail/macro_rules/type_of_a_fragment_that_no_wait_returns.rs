//! A check returns neither `bool`, `Option` nor `Poll`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

macro_rules! wait {
    ($result:ty) => {
        #[waitable]
        impl Flag {
            #[notify]
            fn raise(&self) {
                self.raised.store(true, SeqCst);
            }

            #[wait(raised)]
            fn try_raised(&self) -> $result {
                u32::from(self.raised.load(SeqCst))
            }
        }
    };
}

wait!(u32);

fn main() {}
