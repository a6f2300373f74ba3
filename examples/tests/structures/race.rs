//! Runs two actions at the same time, in many rounds. The second action starts a little later in each round.

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

/// Enough rounds to make a test hang if the generated poll did not check again after it has registered.
const ROUNDS: usize = 1000;
/// Much more than the rounds take, unless the machine is busy.
const LIMIT: Duration = Duration::from_secs(2);

/// The numbers of the rounds.
pub(crate) fn rounds() -> impl Iterator<Item = usize> {
    let start = Instant::now();
    (1..=ROUNDS).take_while(move |_| start.elapsed() < LIMIT)
}

/// Runs `other` on a thread at about the time when this function returns. Which of the two is first depends on the round.
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
        // If each thread has a core, they meet after spinning for a hundred nanoseconds.
        for _ in 0..200 {
            if other.load(Acquire) {
                return;
            }
            hint::spin_loop();
        }
        thread::yield_now();
    }
}
