//! Wakes tasks on real threads, up to a thousand million times, and counts.
//!
//! Two threads wake, and two threads run the tasks, which poll only when they are woken. After each batch of wakes, the
//! waking threads wait until the tasks have seen all of it. So each lost wakeup stops the program, and the watchdog
//! prints its state. At the end, the counts must agree, and no waker may be left.
//!
//! Run it with `.ci/stress [WAKES]`.
#![forbid(unsafe_code)]

mod executor;
mod scenarios;
mod watchdog;

use executor::{Counts, Waking};
use scenarios::{SCENARIOS, Scenario};
use std::{env, time::Instant};

fn main() {
    let wakes: usize = env::args().nth(1).map_or(50_000_000, |wakes| {
        wakes.parse().expect("usage: stress [WAKES]")
    });
    let start = Instant::now();
    watchdog::start();
    let mut sum = Counts::default();
    println!(
        "scenario                           wakes       woken       polls       waits     pending  seconds"
    );
    for (name, run) in SCENARIOS {
        let counts = run_one(name, *run, wakes.div_ceil(SCENARIOS.len()));
        sum.add(&counts);
    }
    let time = start.elapsed().as_secs_f64();
    println!("{}", sum.row("all", time));
}

fn run_one(name: &'static str, run: Scenario, wakes: usize) -> Counts {
    watchdog::begin(name);
    let start = Instant::now();
    let counts = run(wakes);
    println!("{}", counts.row(name, start.elapsed().as_secs_f64()));
    // A task polls only when it is woken, and once in the beginning. Each poll of a wait registers at most once.
    assert!(
        counts.polls <= counts.woken + counts.tasks,
        "polls without a wake"
    );
    assert!(
        counts.woken <= counts.polls + counts.waits,
        "woken more often than registered"
    );
    assert!(
        counts.pending <= counts.woken,
        "a registration was never consumed"
    );
    assert!(counts.wakes >= wakes, "too few wakes");
    counts
}

/// The largest batch. Most wakes of it find nobody, or a task that is about to register.
const MOST: usize = 1 << 14;

/// Splits wakes into batches, from one to `MOST`, and waits after each until the tasks have seen it.
fn in_batches(wakes: usize, wake: impl Fn(), have_seen: impl Fn() -> bool) -> Waking {
    let mut done = 0;
    let mut size = 1;
    while done < wakes {
        let batch = size.min(wakes - done);
        (0..batch).for_each(|_| wake());
        done += batch;
        watchdog::progress(batch);
        while !have_seen() {
            std::thread::yield_now();
        }
        size = if size < MOST { size * 2 } else { 1 };
    }
    Waking { wakes: done }
}
