//! Two things at once, many times over, each time a little further apart than the last.

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
    time::{Duration, Instant},
};

/// Enough for a race to hang if the generated poll does not check again once it has registered.
const ROUNDS: usize = 1000;
/// Much longer than they take, but on a machine that is busy otherwise.
const LIMIT: Duration = Duration::from_secs(2);

/// The numbers of the rounds.
pub(crate) fn rounds() -> impl Iterator<Item = usize> {
    let start = Instant::now();
    (1..=ROUNDS).take_while(move |_| start.elapsed() < LIMIT)
}

/// Runs `other` on a thread, at about the time of the return. Which comes first varies by the round.
pub(crate) fn at_once<T: Send + 'static>(
    round: usize,
    other: impl FnOnce() -> T + Send + 'static,
) -> thread::JoinHandle<T> {
    let both = Arc::new((AtomicBool::new(false), AtomicBool::new(false)));
    let here = Arc::clone(&both);
    let thread = thread::spawn(move || {
        meet(&here.0, &here.1);
        for _ in 0..round % 100 {
            hint::spin_loop();
        }
        other()
    });
    meet(&both.1, &both.0);
    thread
}

fn meet(mine: &AtomicBool, other: &AtomicBool) {
    mine.store(true, Release);
    loop {
        // Spinning, they meet within a hundred nanoseconds, if there is a core for each.
        for _ in 0..200 {
            if other.load(Acquire) {
                return;
            }
            hint::spin_loop();
        }
        thread::yield_now();
    }
}
