//! An option is misspelled, so its value is missing, too.
//~ error at `store` in `waitable(store`: unknown option `store`: did you mean `storage`?
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
