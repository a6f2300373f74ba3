//! The one file of the tests that knows whether they run under loom or shuttle.
//!
//! A scenario written with these types is both a model and a stress test: loom tries every interleaving
//! within its bounds, shuttle tries random ones, and real threads run it many times.
//!
//! Shuttle takes every memory ordering for `SeqCst`, so it sees no ordering that is too weak. It sees steps that
//! are missing or misplaced, in programs that are too large for loom.

pub use imp::*;
use std::sync::atomic::Ordering::{self, Relaxed, SeqCst};

/// The ordering of a condition.
///
/// Under loom it is relaxed in every mode. The waker's loom facade uses fences in place of `SeqCst`, and
/// these give a relaxed condition the guarantees of a `SeqCst` one. With a stronger ordering, the condition
/// alone would order everything, and hide what the waker fails to order.
pub const fn condition_ordering(sync: bool) -> Ordering {
    if sync || cfg!(loom) { Relaxed } else { SeqCst }
}

/// The ordering of a task's notification flag. The waker requires `SeqCst` of executors. Under loom the
/// flag is relaxed, for the same reason as a condition.
pub const NOTIFIED: Ordering = if cfg!(loom) { Relaxed } else { SeqCst };

/// The number of slots in the first segment of a waker set's list.
pub const FIRST_SEGMENT: usize = if cfg!(any(loom, shuttle)) { 2 } else { 4 };

/// What another thread does in a [`race`].
pub type Racer = Box<dyn FnOnce() + Send>;

#[cfg(any(loom, shuttle))]
mod imp {
    use super::Racer;
    #[cfg(loom)]
    pub use loom::{cell::UnsafeCell, future::block_on, sync::atomic, thread};
    #[cfg(shuttle)]
    pub use shuttle::{future::block_on, sync::atomic, thread};
    pub use {
        atomic::{AtomicBool, AtomicUsize, fence},
        backend::{model, once},
    };

    /// Runs a closure that blocks. Loom and shuttle report deadlocks, so no limit is needed.
    pub fn within_limit<R>(run: impl FnOnce() -> R) -> R {
        run()
    }

    /// Waits until a thread has ended, and returns its result.
    pub fn join<T>(thread: thread::JoinHandle<T>) -> T {
        thread.join().expect("a thread panicked")
    }

    /// Runs each racer in a thread of its own, while `here` runs in this one, and joins them.
    pub fn race<R>(racers: impl IntoIterator<Item = Racer>, here: impl FnOnce() -> R) -> R {
        let threads: Vec<_> = racers.into_iter().map(thread::spawn).collect();
        let result = here();
        threads.into_iter().for_each(join);
        result
    }

    #[cfg(loom)]
    mod backend {
        /// Runs a scenario in every interleaving with at most two preemptions. `LOOM_MAX_PREEMPTIONS` sets
        /// another bound.
        pub fn model(scenario: fn()) {
            let mut builder = loom::model::Builder::new();
            builder.preemption_bound.get_or_insert(2);
            builder.check(scenario);
        }

        /// Runs a scenario with a single thread once. It runs in a model because loom's types need one.
        pub fn once(scenario: impl Fn() + Send + Sync + 'static) {
            loom::model::Builder::new().check(scenario);
        }
    }

    #[cfg(shuttle)]
    mod backend {
        use shuttle::{
            Config, Runner,
            scheduler::{PctScheduler, RandomScheduler, ReplayScheduler, Scheduler},
        };
        use std::env;

        /// How many changes of priority the PCT scheduler makes, and so how many preemptions.
        const PREEMPTIONS: usize = 3;

        fn run(scheduler: impl Scheduler + 'static, scenario: impl Fn() + Send + Sync + 'static) {
            let mut config = Config::new();
            config.silence_warnings = true;
            config.stack_size = 1 << 17;
            let schedules = Runner::new(scheduler, config).run(scenario);
            println!("shuttle: {schedules} schedules");
        }

        /// Runs a scenario in 1000 schedules, or in `SHUTTLE_SCHEDULES`: half of them random, and half of them
        /// with few preemptions at random places (PCT).
        ///
        /// If a schedule fails, its panic prints it. `SHUTTLE_REPLAY` runs only that schedule.
        pub fn model(scenario: fn()) {
            if let Ok(schedule) = env::var("SHUTTLE_REPLAY") {
                return run(ReplayScheduler::new_from_encoded(&schedule), scenario);
            }
            let schedules: usize = env::var("SHUTTLE_SCHEDULES").map_or(1000, |schedules| {
                schedules
                    .parse()
                    .expect("`SHUTTLE_SCHEDULES` must be a number")
            });
            run(RandomScheduler::new(schedules / 2), scenario);
            run(
                PctScheduler::new(PREEMPTIONS, schedules - schedules / 2),
                scenario,
            );
        }

        /// Runs a scenario with a single thread once.
        pub fn once(scenario: impl Fn() + Send + Sync + 'static) {
            run(RandomScheduler::new(1), scenario);
        }
    }
}

#[cfg(not(any(loom, shuttle)))]
mod imp {
    use super::Racer;
    pub use crate::time_limit::{block_on, join, within_limit};
    use std::{
        env,
        sync::{Arc, Barrier},
    };
    pub use std::{
        sync::atomic::{AtomicBool, AtomicUsize, fence},
        thread,
    };

    /// Runs a scenario 500 times, or `STRESS_ROUNDS` times.
    pub fn model(scenario: fn()) {
        let rounds = env::var("STRESS_ROUNDS").map_or(500, |rounds| {
            rounds.parse().expect("`STRESS_ROUNDS` must be a number")
        });
        for _ in 0..rounds {
            scenario();
        }
    }

    /// Runs a scenario with a single thread once.
    pub fn once(scenario: impl Fn() + Send + Sync + 'static) {
        scenario();
    }

    /// Runs each racer in a thread of its own, while `here` runs in this one, and joins them.
    pub fn race<R>(racers: impl IntoIterator<Item = Racer>, here: impl FnOnce() -> R) -> R {
        let racers: Vec<_> = racers.into_iter().collect();
        let start = Arc::new(Barrier::new(racers.len() + 1));
        let threads: Vec<_> = racers
            .into_iter()
            .map(|racer| {
                let start = start.clone();
                thread::spawn(move || {
                    start.wait();
                    racer();
                })
            })
            .collect();
        start.wait();
        let result = here();
        threads.into_iter().for_each(join);
        result
    }
}

/// The standard library's cell with loom's methods.
#[cfg(not(loom))]
#[derive(Debug)]
pub struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

#[cfg(not(loom))]
impl<T> UnsafeCell<T> {
    /// Creates a cell with this value.
    pub const fn new(value: T) -> Self {
        Self(std::cell::UnsafeCell::new(value))
    }

    /// Passes the value to a reader.
    pub fn with<R>(&self, read: impl FnOnce(*const T) -> R) -> R {
        read(self.0.get())
    }

    /// Passes the value to a writer.
    pub fn with_mut<R>(&self, write: impl FnOnce(*mut T) -> R) -> R {
        write(self.0.get())
    }
}
