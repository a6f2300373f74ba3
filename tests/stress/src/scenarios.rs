//! What waits and what wakes, in all modes.

use crate::{
    executor::{Counts, Task, Waking, count, race},
    in_batches,
};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{
            AtomicUsize,
            Ordering::{self, Relaxed, SeqCst},
        },
    },
    task::Poll,
};

pub(crate) type Scenario = fn(usize) -> Counts;

/// How many threads wake.
const WAKERS: usize = 2;
/// How many tasks each thread runs.
const TASKS: usize = 3;

/// The ordering of a condition: `sync = true` promises wakeups with `Relaxed`.
const fn ordering(sync: bool) -> Ordering {
    if sync { Relaxed } else { SeqCst }
}

/// The least value, which all tasks have seen.
fn least(seen: &[AtomicUsize]) -> usize {
    let seen = seen.iter().map(|seen| seen.load(Relaxed));
    seen.min().expect("there are tasks")
}

/// Makes the waking threads. `wake` changes the condition and wakes, and `have_seen` says whether all tasks have seen
/// what has been changed so far.
fn wakers<W: Fn() + Send + 'static>(
    wakes: usize,
    mut wake: impl FnMut() -> W,
    have_seen: impl Fn() -> bool + Clone + Send + 'static,
) -> Vec<Box<dyn FnOnce() -> Waking + Send>> {
    let each = wakes.div_ceil(WAKERS);
    (0..WAKERS)
        .map(|_| -> Box<dyn FnOnce() -> Waking + Send> {
            let (wake, have_seen) = (wake(), have_seen.clone());
            Box::new(move || in_batches(each, wake, have_seen))
        })
        .collect()
}

/// How many wakes there are in all.
const fn total(wakes: usize) -> usize {
    wakes.div_ceil(WAKERS) * WAKERS
}

/// Polls once, and gives up.
async fn once<T>(wait: impl Future<Output = T>) -> Option<T> {
    let mut wait = pin!(wait);
    poll_fn(|cx| match wait.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// The waker alone: one task sees a count grow.
fn registrar<const SYNC: bool, const CACHED: bool>(wakes: usize) -> Counts {
    let shared = Arc::new((
        spmc_waker::ClaimWaker::<SYNC, CACHED>::new(),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    ));
    let waiting = Arc::clone(&shared);
    let task: Task = Box::pin(async move {
        let (waker, changes, seen) = &*waiting;
        let mut registrar = waker.claim().expect("nobody else claims");
        let mut last = 0;
        while last < total(wakes) {
            let check = || Some(changes.load(ordering(SYNC))).filter(|changes| *changes > last);
            last = count(registrar.wait_until(check)).await;
            seen.store(last, Relaxed);
            if last % 64 == 0 {
                registrar.clear();
            }
        }
    });
    let wake = || {
        let shared = Arc::clone(&shared);
        move || {
            shared.1.fetch_add(1, ordering(SYNC));
            shared.0.wake();
        }
    };
    let there = Arc::clone(&shared);
    let have_seen = move || there.2.load(Relaxed) >= there.1.load(Relaxed);
    let wakers = wakers(wakes, wake, have_seen);
    drop(shared);
    race(wakers, [vec![task], Vec::new()])
}

/// Conditions in one mode.
macro_rules! conditions {
    ($($mode:ident: $sync:tt $cached:tt,)+) => {
        /// All scenarios, by their names.
        pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[$(
            (concat!("registrar, ", stringify!($mode)), registrar::<$sync, $cached>),
            (concat!("all, ", stringify!($mode)), $mode::all),
            (concat!("one, ", stringify!($mode)), $mode::one),
            (concat!("one handle, ", stringify!($mode)), $mode::one_handle),
        )+];

        $(mod $mode {
            use super::*;
            use spmc_waker::waitable;

            const ORDERING: Ordering = ordering($sync);

            /// A count that all tasks see grow.
            struct Count(AtomicUsize);

            #[waitable(notifier = Counter, waiters = Follower, sync = $sync, cached = $cached)]
            impl Count {
                #[notify]
                fn count(&self) {
                    self.0.fetch_add(1, ORDERING);
                }

                #[wait(past, wakes = none)]
                fn try_past(&self, last: usize) -> Option<usize> {
                    Some(self.0.load(ORDERING)).filter(|count| *count > last)
                }

                #[query]
                fn get(&self) -> usize {
                    self.0.load(ORDERING)
                }
            }

            pub(super) fn all(wakes: usize) -> Counts {
                let (counter, follower) = Count(AtomicUsize::new(0)).into_pair();
                let seen: Arc<[AtomicUsize]> = (0..2 * TASKS).map(|_| AtomicUsize::new(0)).collect();
                let task = |number: usize| -> Task {
                    let (follower, seen) = (follower.clone(), Arc::clone(&seen));
                    Box::pin(async move {
                        let mut last = 0;
                        while last < total(wakes) {
                            // A future that is given up leaves nothing.
                            if last % 5 == 0 {
                                once(count(follower.past(last))).await;
                            }
                            last = count(follower.past(last)).await;
                            seen[number].store(last, Relaxed);
                        }
                    })
                };
                let tasks = [0, 1].map(|thread| (0..TASKS).map(|own| task(thread * TASKS + own)).collect());
                let (there, seen) = (counter.clone(), Arc::clone(&seen));
                let have_seen = move || least(&seen) >= there.get();
                let wake = || {
                    let counter = counter.clone();
                    move || counter.count()
                };
                let wakers = wakers(wakes, wake, have_seen);
                drop((counter, follower));
                race(wakers, tasks)
            }

            /// Tokens that tasks take, until the source is gone.
            #[derive(Default)]
            struct Tokens {
                free: AtomicUsize,
                is_closed: std::sync::atomic::AtomicBool,
            }

            #[waitable(notifier = Source, waiters = Taker, sync = $sync, cached = $cached)]
            impl Tokens {
                #[notify(wakes = one(take))]
                fn add(&self) {
                    self.free.fetch_add(1, ORDERING);
                }

                #[wait(take, wakes = none)]
                fn try_take(&self) -> Option<bool> {
                    let is_closed = self.is_closed.load(SeqCst);
                    match self.free.fetch_update(ORDERING, ORDERING, |free| free.checked_sub(1)) {
                        Ok(_) => Some(true),
                        Err(_) => is_closed.then_some(false),
                    }
                }

                #[on_drop(Source)]
                fn close(&self) {
                    self.is_closed.store(true, SeqCst);
                }
            }

            fn tokens(wakes: usize, has_one_handle: bool) -> Counts {
                let [added, taken] = [(); 2].map(|()| Arc::new(AtomicUsize::new(0)));
                let (source, taker) = Tokens::default().into_pair();
                let shared = Arc::new(taker);
                let task = |_| -> Task {
                    let taker = if has_one_handle {
                        Arc::clone(&shared)
                    } else {
                        Arc::new(Taker::clone(&shared))
                    };
                    let taken = Arc::clone(&taken);
                    Box::pin(async move {
                        for turn in 0_usize.. {
                            // A future that is given up passes its wake on.
                            let is_taken = match turn % 5 {
                                0 => once(count(taker.take())).await,
                                _ => Some(count(taker.take()).await),
                            };
                            match is_taken {
                                Some(true) => _ = taken.fetch_add(1, Relaxed),
                                Some(false) => break,
                                None => {}
                            }
                        }
                    })
                };
                let tasks = [0, 1].map(|_| (0..TASKS).map(task).collect());
                drop(shared);
                let counts = [Arc::clone(&added), Arc::clone(&taken)];
                let have_seen = move || counts[1].load(Relaxed) >= counts[0].load(Relaxed);
                let wake = || {
                    let (source, added) = (source.clone(), Arc::clone(&added));
                    move || {
                        added.fetch_add(1, Relaxed);
                        source.add();
                    }
                };
                let wakers = wakers(wakes, wake, have_seen);
                drop(source);
                let counts = race(wakers, tasks);
                assert_eq!(taken.load(Relaxed), total(wakes), "tokens are lost, or taken twice");
                counts
            }

            pub(super) fn one(wakes: usize) -> Counts {
                tokens(wakes, false)
            }

            pub(super) fn one_handle(wakes: usize) -> Counts {
                tokens(wakes, true)
            }
        })+
    };
}

conditions! {
    uncached: false false,
    cached: false true,
    sync_uncached: true false,
    sync_cached: true true,
}
