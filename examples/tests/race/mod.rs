//! Two things at once, many times over, each time a little further apart.

use std::{
    hint,
    sync::{
        Arc,
        atomic::{
            AtomicBool,
            Ordering::{Acquire, Release},
        },
    },
    thread,
};

/// Enough for a race to hang if the generated poll does not check again once it has registered.
pub(crate) const ROUNDS: usize = 1000;

/// Runs `other` on a thread, at about the time of the return. Which comes first varies by the round.
pub(crate) fn at_once<T: Send + 'static>(
    round: usize,
    other: impl FnOnce() -> T + Send + 'static,
) -> thread::JoinHandle<T> {
    let met = Arc::new(AtomicBool::new(false));
    let here = Arc::clone(&met);
    let thread = thread::spawn(move || {
        here.store(true, Release);
        spin(round % 50);
        other()
    });
    while !met.load(Acquire) {
        spin(100);
        thread::yield_now();
    }
    spin(round / 50);
    thread
}

fn spin(rounds: usize) {
    for _ in 0..rounds {
        hint::spin_loop();
    }
}
