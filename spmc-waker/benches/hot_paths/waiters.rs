//! What handles of `waiters` do, with `SYNC`.

use crate::{count, two_wakers};
use spmc_waker::waitable;
use std::{
    hint::black_box,
    pin::pin,
    sync::atomic::{
        AtomicBool,
        Ordering::{Acquire, Release},
    },
    task::{Context, Waker},
};

/// Any number of tasks wait for it.
#[derive(Default)]
struct Door {
    open: AtomicBool,
}

#[waitable(waiters = Visitor, notifier = none)]
impl Door {
    #[notify(by = Visitor)]
    fn open(&self) {
        self.open.store(true, Release);
    }

    #[notify(by = Visitor, wakes = none)]
    fn shut(&self) {
        self.open.store(false, Release);
    }

    #[wait(enter, wakes = none)]
    fn is_open(&self) -> bool {
        self.open.load(Acquire)
    }
}

/// Two kinds of tasks wait for it, each of which a change wakes one of.
#[derive(Default)]
struct Gate {
    open: AtomicBool,
}

#[waitable(notifier = Keeper, waiters = Guest, waiters = Carrier)]
impl Gate {
    #[notify(wakes = [one(come), one(carry)])]
    fn lift(&self) {
        self.open.store(true, Release);
    }

    #[wait(come, by = Guest, wakes = none)]
    fn may_come(&self) -> bool {
        self.open.load(Acquire)
    }

    #[wait(carry, by = Carrier, wakes = none)]
    fn may_carry(&self) -> bool {
        self.open.load(Acquire)
    }
}

impl Visitor {
    /// Waits until the door is opened, by this very handle, and shuts it.
    fn run_wait(&self, waker: &Waker) {
        let mut cx = Context::from_waker(waker);
        let mut wait = pin!(self.enter());
        let poll = wait.as_mut().poll(&mut cx);
        debug_assert!(poll.is_pending());
        self.open();
        let poll = wait.as_mut().poll(&mut cx);
        debug_assert!(poll.is_ready());
        self.shut();
    }
}

/// Counts the operations of handles that have all waited before.
pub(crate) fn count_all(turns: usize) {
    let [waker, _] = &two_wakers();
    let times: Vec<()> = vec![(); turns];
    let ours = |name: &str, operation: &dyn Fn()| count(name, "handles", &times, |()| operation());
    let used = |handles| {
        let visitors = vec![Door::default().into_handle(); handles];
        visitors.iter().for_each(|visitor| visitor.run_wait(waker));
        visitors
    };
    let [one, several] = [1, 64].map(used);
    ours("waiters: a change, nobody waits, 1 handle", &|| {
        black_box(&one[0]).open();
    });
    ours("waiters: a change, nobody waits, 64 handles", &|| {
        black_box(&several[0]).open();
    });
    several[0].shut();
    ours("waiters: a wait by `&self`, and its wake", &|| {
        black_box(&several[32]).run_wait(waker);
    });
    let (keeper, guest, carrier) = Gate::default().into_handles();
    ours(
        "waiters: a change that wakes two by `one`, nobody waits",
        &|| {
            black_box(&keeper).lift();
        },
    );
    drop((guest, carrier));
    ours("waiters: clone and drop a handle", &|| {
        drop(black_box(several[0].clone()));
    });
}
