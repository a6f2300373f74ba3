//! A handle outlives the `Waitable` that it borrows.
use spmc_waker::{Waitable, waitable};
use std::{
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    thread,
};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let notifier = FlagNotifier::new(&flag);
    thread::spawn(move || notifier.notify(|flag| flag.raised.store(true, SeqCst)));
}
