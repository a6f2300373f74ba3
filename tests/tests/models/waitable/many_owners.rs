//! `storage = owned` and `waiters`: the last of these handles runs their hook, after all of them are gone, and
//! frees the condition.

use crate::waitable::{model, race};
use spmc_waker::waitable;
use spmc_waker_tests::{facade::Racer, raw::Watched};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

/// What a test asks at the end. Not loom's, so as to add nothing to the model.
#[derive(Default)]
struct Counts {
    hooks: AtomicUsize,
    freed: AtomicUsize,
}

/// A condition that notices whether it is used in order.
struct Shared {
    /// The handles use it, and their hook ends it.
    handles: Watched,
    counts: Arc<Counts>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.counts.freed.fetch_add(1, SeqCst);
    }
}

#[waitable(waiters = Handle, notifier = none)]
impl Shared {
    #[notify(by = Handle)]
    fn change(&self) {
        self.handles.touch();
    }

    #[wait(changed, wakes = none)]
    const fn is_changed(&self) -> bool {
        true
    }

    #[on_drop(Handle)]
    fn last(&self) {
        self.handles.end();
        self.counts.hooks.fetch_add(1, SeqCst);
    }
}

/// Uses a handle and drops it.
fn go(handle: Handle) -> Racer {
    Box::new(move || handle.change())
}

fn handles_go() {
    let counts = Arc::new(Counts::default());
    let shared = Shared {
        handles: Watched::new(),
        counts: Arc::clone(&counts),
    };
    let handle = shared.into_handle();
    let other = handle.clone();
    race([go(other)], go(handle));
    let counts = [&counts.hooks, &counts.freed].map(|count| count.load(SeqCst));
    assert_eq!(counts, [1, 1]);
}

#[test]
fn the_last_of_two_waiters_ends_what_both_have_used() {
    model(handles_go);
}
