//! Many threads wait, give up, clone and drop at the same time. Every wakeup arrives.

use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    future::poll_fn,
    pin::Pin,
    sync::atomic::{
        AtomicBool, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
    },
    task::Poll,
    thread,
    time::Duration,
};

#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
    closed: AtomicBool,
}

macro_rules! semaphore {
    ($name:ident, $permits:ident, $($options:tt)*) => {
        #[derive(Default)]
        struct $name {
            free: AtomicUsize,
        }

        #[waitable(waiters = $permits, notifier = none, $($options)*)]
        impl $name {
            #[notify(by = $permits, wakes = one(take))]
            fn release(&self) {
                self.free.fetch_add(1, SeqCst);
            }

            #[wait(take, blocking, wakes = none)]
            fn try_take(&self) -> bool {
                let take = |free: usize| free.checked_sub(1);
                self.free.fetch_update(SeqCst, SeqCst, take).is_ok()
            }
        }

        impl $name {
            /// A few permits, and many threads that take and release them, wait with time limits, and drop futures
            /// that are pending. If a wake is stranded, the threads block.
            fn shared_by_threads(rounds: usize) {
                let permits = $name::default().into_handle();
                permits.release();
                permits.release();
                within_limit(|| {
                    thread::scope(|scope| {
                        for number in 0..6 {
                            let permits = if number % 2 == 0 { permits.clone() } else { $permits::of(&permits) };
                            scope.spawn(move || {
                                for round in 0..rounds {
                                    match (number + round) % 5 {
                                        0 => permits.blocking_take(),
                                        1 => block_on(permits.take()),
                                        2 => {
                                            let mut polls = 0;
                                            let mut given_up = permits.take();
                                            let took = block_on(poll_fn(|cx| {
                                                polls += 1;
                                                match Pin::new(&mut given_up).poll(cx) {
                                                    Poll::Pending if polls == 1 => Poll::Ready(false),
                                                    Poll::Pending => Poll::Pending,
                                                    Poll::Ready(()) => Poll::Ready(true),
                                                }
                                            }));
                                            thread::yield_now();
                                            drop(given_up);
                                            if !took {
                                                continue;
                                            }
                                        }
                                        3 => {
                                            let limit = Duration::from_micros(20);
                                            if permits.take_timeout(limit).is_err() {
                                                continue;
                                            }
                                        }
                                        _ => {
                                            let mut other = permits.clone();
                                            let took = block_on(poll_fn(|cx| {
                                                Poll::Ready(other.poll_take(cx).is_ready())
                                            }));
                                            thread::yield_now();
                                            drop(other);
                                            if !took {
                                                continue;
                                            }
                                        }
                                    }
                                    thread::yield_now();
                                    permits.release();
                                }
                            });
                        }
                    });
                });
                assert!(permits.try_take() && permits.try_take() && !permits.try_take());
            }
        }
    };
}

semaphore!(Synchronised, SynchronisedPermits,);
semaphore!(Unsynchronised, UnsynchronisedPermits, sync = false);
semaphore!(Uncached, UncachedPermits, cached = false);

/// Miri takes a thousand times as long.
const ROUNDS: usize = if cfg!(miri) { 40 } else { 2_000 };

#[test]
fn permits_are_taken_and_given_up_by_many_threads_and_no_wake_is_stranded() {
    Synchronised::shared_by_threads(ROUNDS);
}

#[test]
fn the_same_with_a_condition_that_is_seq_cst() {
    Unsynchronised::shared_by_threads(ROUNDS);
}

#[test]
fn the_same_without_a_cache() {
    Uncached::shared_by_threads(ROUNDS);
}

#[waitable(notifier = Trigger, waiters = Token[4], storage = borrowed)]
impl Semaphore {
    #[notify]
    fn close(&self) {
        self.closed.store(true, Relaxed);
    }

    #[notify(wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[query]
    fn has_permits(&self) -> bool {
        self.free.load(Relaxed) > 0
    }

    #[wait(closed, query)]
    fn is_closed(&self) -> bool {
        self.closed.load(Relaxed)
    }
}

#[test]
fn handles_are_claimed_and_dropped_by_many_threads() {
    let semaphore = Waitable::new(Semaphore::default());
    let trigger = Trigger::new(&semaphore);
    const TAKES: usize = ROUNDS / 4;
    within_limit(|| {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..TAKES {
                        let mut token =
                            Token::claim(&semaphore).expect("there are as many as threads");
                        block_on(token.take());
                    }
                    let mut token = Token::claim(&semaphore).expect("there are as many as threads");
                    block_on(token.closed());
                });
            }
            for _ in 0..4 * TAKES {
                trigger.release();
            }
            while trigger.has_permits() {
                thread::yield_now();
            }
            trigger.close();
        });
    });
}
