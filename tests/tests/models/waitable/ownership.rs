//! `storage = owned`: the handles free the condition once, after the last use by any of them.

use crate::waitable::{model, race};
use spmc_waker::waitable;
use spmc_waker_tests::{facade::Racer, raw::Watched};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

/// Counters that a test reads at the end. They are not loom's, so they add nothing to the models.
#[derive(Default)]
struct Counts {
    freed: AtomicUsize,
    last_notifiers: AtomicUsize,
    gone: AtomicUsize,
}

/// A condition that detects unordered use.
struct Shared {
    /// Used by all handles, and ended by the drop of the condition.
    condition: Watched,
    /// Used by the notifiers, and ended by the last one.
    notifiers: Watched,
    counts: Arc<Counts>,
    panics: bool,
}

impl Shared {
    /// Panics without a message: `std` writes messages under a lock, which ThreadSanitizer does not see.
    fn panic_if_asked(&self, place: &'static str) {
        if self.panics {
            resume_unwind(Box::new(place));
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.condition.end();
        self.counts.freed.fetch_add(1, SeqCst);
    }
}

#[waitable(notifier = Notifier, waiter = Left, waiter = Right)]
impl Shared {
    #[notify]
    fn change(&self) {
        self.condition.touch();
        self.notifiers.touch();
    }

    #[wait(left, by = Left, wakes = Right)]
    fn is_left(&self) -> bool {
        self.condition.touch();
        true
    }

    #[wait(right, by = Right, wakes = Left)]
    fn is_right(&self) -> bool {
        self.condition.touch();
        true
    }

    #[on_drop(notifier)]
    fn last_notifier(&self) {
        self.condition.touch();
        self.notifiers.end();
        self.counts.last_notifiers.fetch_add(1, SeqCst);
        self.panic_if_asked("in the notifier's hook");
    }

    #[on_drop(Left, Right)]
    fn gone(&self) {
        self.condition.touch();
        self.counts.gone.fetch_add(1, SeqCst);
        self.panic_if_asked("in a waiter's hook");
    }
}

/// Makes the handles and passes them to `run`. Then expects that each hook ran once for its handles, and that the
/// condition was freed once.
fn race_handles(panics: bool, run: impl FnOnce(Notifier, Left, Right)) {
    let counts = Arc::new(Counts::default());
    let shared = Shared {
        condition: Watched::new(),
        notifiers: Watched::new(),
        counts: Arc::clone(&counts),
        panics,
    };
    let (notifier, left, right) = shared.into_handles();
    run(notifier, left, right);
    let Counts {
        freed,
        last_notifiers,
        gone,
    } = &*counts;
    let counts = [freed, last_notifiers, gone].map(|count| count.load(SeqCst));
    assert_eq!(counts, [1, 1, 2]);
}

/// Uses a handle and drops it.
fn notify(notifier: Notifier) -> Racer {
    Box::new(move || notifier.change())
}

fn two_handles() {
    race_handles(false, |notifier, left, mut right| {
        drop(left);
        race([notify(notifier)], || {
            assert!(right.is_right());
            drop(right);
        });
    });
}

fn three_handles() {
    race_handles(false, |notifier, mut left, right| {
        let go_left = Box::new(move || {
            left.is_left();
        });
        race([notify(notifier), go_left as _], || drop(right));
    });
}

/// Two notifiers race to be the last notifier. They and a waiter race to be the last owner.
fn two_notifiers() {
    race_handles(false, |notifier, left, right| {
        drop(left);
        let other = notifier.clone();
        race([notify(notifier), notify(other)], || drop(right));
    });
}

/// A notifier is cloned while the other one is dropped.
fn a_clone() {
    race_handles(false, |notifier, left, right| {
        drop((left, right));
        let other = notifier.clone();
        let clone = Box::new(move || {
            let clone = other.clone();
            drop(other);
            clone.change();
        });
        race([clone as _], || drop(notifier));
    });
}

/// Hooks panic while the other handles are dropped.
fn panicking_hooks() {
    race_handles(true, |notifier, left, right| {
        drop_panics(left);
        let go = Box::new(|| drop_panics(notifier));
        race([go as _], || drop_panics(right));
    });
}

fn drop_panics(handle: impl Sized) {
    assert!(catch_unwind(AssertUnwindSafe(|| drop(handle))).is_err());
}

#[test]
fn two_handles_free_the_condition_once() {
    model(two_handles);
}

#[test]
fn three_handles_free_the_condition_once() {
    model(three_handles);
}

#[test]
fn one_of_two_notifiers_is_the_last() {
    model(two_notifiers);
}

#[test]
fn a_clone_is_counted_while_others_go() {
    model(a_clone);
}

#[test]
fn hooks_that_panic_free_the_condition() {
    model(panicking_hooks);
}
