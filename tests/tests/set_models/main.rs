//! Models of the waker set. With `--cfg loom`, loom runs them in every interleaving within its bounds. Otherwise
//! threads run them many times.
//!
//! | file            | what it shows                                                             |
//! |-----------------|---------------------------------------------------------------------------|
//! | `fixed.rs`      | no wakeup is lost in a fixed set, by wakes of all, of some, and of one    |
//! | `growing.rs`    | no wakeup is lost in a set that grows, over one segment and several       |
//! | `slots.rs`      | slots are held by one wait at a time, and a slot that is reused is woken  |
//! | `one.rs`        | no wake of one is stranded                                                |
//! | `panics.rs`     | after any panic, all other tasks are woken, and slots are released        |
//!
//! Conditions are relaxed under loom, so the set has to order them.
#![forbid(unsafe_code)]

use spmc_waker_tests::{
    facade::{AtomicUsize, Racer, condition_ordering},
    raw::{Set, Task},
};
use std::sync::Arc;

/// Makes a test of each scenario in each of the modes.
macro_rules! tests {
    ($modes:ident: $($scenario:ident)+) => {$(
        mod $scenario {
            tests! { @$modes $scenario }
        }
    )+};
    (@all_modes $scenario:ident) => {
        tests! { @cached_modes $scenario }
        tests! { @mode uncached $scenario false false }
        tests! { @mode sync_uncached $scenario true false }
    };
    (@cached_modes $scenario:ident) => {
        tests! { @mode cached $scenario false true }
        tests! { @mode sync_cached $scenario true true }
    };
    // The model is short enough for the gate only in this mode.
    (@one_mode $scenario:ident) => {
        tests! { @mode cached $scenario false true }
    };
    (@mode $mode:ident $scenario:ident $sync:literal $cached:literal) => {
        #[test]
        fn $mode() {
            spmc_waker_tests::facade::model(super::$scenario::<$sync, $cached>);
        }
    };
}

mod fixed;
mod growing;
mod one;
mod panics;
mod slots;

/// Returns new tasks.
fn tasks<const N: usize>() -> [Task; N] {
    std::array::from_fn(|_| Task::new())
}

/// The condition: a number of changes, or of tokens that waits take.
#[derive(Clone)]
struct Count<const SYNC: bool>(Arc<AtomicUsize>);

impl<const SYNC: bool> Count<SYNC> {
    fn new(count: usize) -> Self {
        Self(Arc::new(AtomicUsize::new(count)))
    }

    fn add(&self) {
        self.0.fetch_add(1, condition_ordering(SYNC));
    }

    fn get(&self) -> usize {
        self.0.load(condition_ordering(SYNC))
    }

    /// Takes a token, if there is one.
    fn take(&self) -> bool {
        let ordering = condition_ordering(SYNC);
        let mut count = self.get();
        while count > 0 {
            match self
                .0
                .compare_exchange(count, count - 1, ordering, ordering)
            {
                Ok(_) => return true,
                Err(found) => count = found,
            }
        }
        false
    }
}

/// Returns a racer that adds one and wakes.
fn racer<const SYNC: bool, S: Send + Sync + 'static>(
    set: &Arc<S>,
    count: &Count<SYNC>,
    wake: impl Fn(&S) + Send + 'static,
) -> Racer {
    let (set, count) = (set.clone(), count.clone());
    Box::new(move || {
        count.add();
        wake(&set);
    })
}

/// Returns a racer that adds a token, and wakes one of the tasks that wait in the list of a set.
fn add_token<const SYNC: bool, const CACHED: bool>(
    set: &Set<SYNC, CACHED>,
    tokens: &Count<SYNC>,
) -> Racer {
    racer(set, tokens, |set| set.wake_one(0))
}

fn assert_owned_once(tasks: &[Task]) {
    assert!(
        tasks.iter().all(|task| task.owners() == 1),
        "a waker is leaked"
    );
}
