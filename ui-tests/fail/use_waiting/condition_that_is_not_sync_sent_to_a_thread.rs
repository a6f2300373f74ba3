//! A condition that is not `Sync` is shared by threads.
use spmc_waker::waitable;
use std::{cell::Cell, thread};

#[waitable(until = |flag| flag.raised.get())]
#[derive(Default)]
struct Flag {
    raised: Cell<bool>,
}

fn main() {
    let (notifier, _waiter) = Flag::default().into_pair();
    thread::spawn(move || notifier.notify(|flag| flag.raised.set(true)));
}
