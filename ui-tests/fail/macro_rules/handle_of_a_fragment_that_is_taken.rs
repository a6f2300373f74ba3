//! Two handles have one name.
//~ error at `Handle` in `, Handle`: this is the name of the notifier already
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

macro_rules! handles {
    ($notifier:ident, $waiter:ident) => {
        #[waitable(notifier = $notifier, waiter = $waiter)]
        impl Flag {
            #[notify]
            fn raise(&self) {
                self.raised.store(true, SeqCst);
            }

            #[wait(raised)]
            fn is_raised(&self) -> bool {
                self.raised.load(SeqCst)
            }
        }
    };
}

handles!(Handle, Handle);

fn main() {}
