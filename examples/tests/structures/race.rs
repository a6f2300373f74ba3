//! Runs two things at the same time, in many rounds, each a little further apart than the last.

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

/// Enough rounds for a race to hang if the generated poll does not check again after it has registered.
const ROUNDS: usize = 1000;
/// Much longer than the rounds take, unless the machine is busy with something else.
const LIMIT: Duration = Duration::from_secs(2);

/// The numbers of the rounds.
pub(crate) fn rounds() -> impl Iterator<Item = usize> {
    let start = Instant::now();
    (1..=ROUNDS).take_while(move |_| start.elapsed() < LIMIT)
}

/// Runs `other` on a thread, at about the time when this returns. Which comes first depends on the round.
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
        // If there is a core for each thread, they meet within a hundred nanoseconds of spinning.
        for _ in 0..200 {
            if other.load(Acquire) {
                return;
            }
            hint::spin_loop();
        }
        thread::yield_now();
    }
}
