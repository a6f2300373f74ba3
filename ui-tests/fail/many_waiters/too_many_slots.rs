//! A word has 64 bits. This condition needs 65: one for the wait of `Lone`, and 32 for each wait of `Many[32]`.
//~ error at `32` in `Many[32]`: 65 waker slots: 1 for the waits of `waiter`s, and 2 times 32 for those of `waiters = Name[N]`. There are at most 64
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
    lowered: AtomicBool,
}

#[waitable(notifier = Switch, waiter = Lone, waiters = Many[32], storage = borrowed)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(lone, by = Lone, query)]
    fn is_lone(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(raised, by = Many, query)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, by = Many, query)]
    fn is_lowered(&self) -> bool {
        self.lowered.load(SeqCst)
    }
}

static FLAG: Waitable<Flag> = Waitable::new(Flag {
    raised: AtomicBool::new(false),
    lowered: AtomicBool::new(false),
});

fn main() {
    Switch::new(&FLAG).raise();
    assert!(Lone::claim(&FLAG).is_some() && Many::claim(&FLAG).is_some());
}
