//! A word has 64 bits. The number of handles depends on a parameter of the condition, which is 65.
//!
//! Hidden: the runtime refuses it, since the attribute does not know the parameter.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<const N: usize> {
    raised: AtomicBool,
}

#[waitable(notifier = Switch, waiters = Many[N], storage = borrowed)]
impl<const N: usize> Flag<N> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, query)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

static FLAG: Waitable<Flag<65>> = Waitable::new(Flag {
    raised: AtomicBool::new(false),
});

fn main() {
    Switch::new(&FLAG).raise();
    assert!(Many::claim(&FLAG).is_some());
}
