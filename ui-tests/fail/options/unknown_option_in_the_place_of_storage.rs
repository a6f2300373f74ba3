//! An option is misspelled, so its value is missing, too.
//!
//! Several messages: the value of an unknown option is not known.
//~ error at `store` in `waitable(store`: unknown option `store`: did you mean `storage`?
//~ error at `claim`: error[E0599]: no function or associated item named `claim` found
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(store = borrowed)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {
    static FLAG: spmc_waker::Waitable<Flag> = spmc_waker::Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let _ = FlagWaiter::claim(&FLAG);
}
