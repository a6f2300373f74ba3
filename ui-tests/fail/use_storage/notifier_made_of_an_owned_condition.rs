//! The handles of a borrowed condition are made like owned ones, or the reverse.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

static FLAG: Waitable<Flag> = Waitable::new(Flag {
    raised: AtomicBool::new(false),
});

fn main() {
    FlagNotifier::new(&FLAG)
        .notify(|flag| flag.raised.store(true, SeqCst));
}
