//! A condition that one task or three tasks wait for. The executor of the third one preempts that of the others.
#![forbid(unsafe_code)]

use crate::sweep::{self, CHANGES, Source, marked};
use core::{
    future::poll_fn,
    sync::atomic::{
        AtomicBool, AtomicU32, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
    },
    task::Poll,
};
use cortex_m_semihosting::hprintln;
use embassy_executor::{SendSpawner, Spawner};
use spmc_waker::{Waitable, waitable};

/// Each token lets a visitor pass. When the gate is closed, all of them leave.
struct Gate {
    tokens: AtomicU32,
    closed: AtomicBool,
    visitors: AtomicUsize,
}

#[waitable(notifier = Guard, waiters = Visitor[3], waiter = Owner, storage = borrowed)]
impl Gate {
    #[notify(wakes = none)]
    fn open(&self, visitors: usize) {
        self.visitors.store(visitors, SeqCst);
        self.closed.store(false, SeqCst);
    }

    #[notify(wakes = one(pass))]
    fn add_token(&self) {
        self.tokens.fetch_add(1, SeqCst);
    }

    #[notify(wakes = pass)]
    fn close(&self) {
        self.closed.store(true, SeqCst);
    }

    /// `false`: the gate is closed.
    #[wait(pass, by = Visitor, wakes = none)]
    fn try_pass(&self) -> Poll<bool> {
        let take = |tokens: u32| tokens.checked_sub(1);
        if self.tokens.fetch_update(SeqCst, SeqCst, take).is_ok() {
            Poll::Ready(true)
        } else if self.closed.load(SeqCst) {
            Poll::Ready(false)
        } else {
            Poll::Pending
        }
    }

    #[notify(by = Visitor, wakes = Owner)]
    fn leave(&self) {
        self.visitors.fetch_sub(1, SeqCst);
    }

    #[wait(empty, by = Owner, wakes = none)]
    fn is_empty(&self) -> bool {
        self.visitors.load(SeqCst) == 0
    }

    #[query]
    fn has_token(&self) -> bool {
        self.tokens.load(SeqCst) > 0
    }
}

const VISITORS: usize = 3;

static GATE: Waitable<Gate> = Waitable::new(Gate {
    tokens: AtomicU32::new(0),
    closed: AtomicBool::new(false),
    visitors: AtomicUsize::new(0),
});

/// How many tokens each visitor has taken.
static PASSED: [AtomicU32; VISITORS] = [const { AtomicU32::new(0) }; VISITORS];

impl Source for Guard<'_> {
    fn is_taken(&self) -> bool {
        !self.has_token()
    }

    fn change(&self) {
        self.add_token();
    }

    fn finish(&self) {
        self.close();
    }
}

static GUARD: Guard<'static> = Guard::new(&GATE);

#[embassy_executor::task(pool_size = VISITORS)]
async fn visit(passed: &'static AtomicU32) {
    let mut visitor = Visitor::claim(&GATE).expect("there are three visitors");
    while poll_fn(|cx| marked(|| visitor.poll_pass(cx))).await {
        passed.fetch_add(1, Relaxed);
    }
    visitor.leave();
}

pub(crate) async fn test(visitors: usize, spawner: Spawner, preempting: SendSpawner) {
    let mut owner = Owner::claim(&GATE).expect("there is one owner");
    GUARD.open(visitors);
    for (index, passed) in PASSED.iter().enumerate().take(visitors) {
        passed.store(0, Relaxed);
        let visit = visit(passed).expect("there is room");
        if index < 2 {
            spawner.spawn(visit);
        } else {
            preempting.spawn(visit);
        }
    }
    sweep::start(&GUARD);
    owner.empty().await;
    let passed = PASSED.each_ref().map(|passed| passed.load(Relaxed));
    assert_eq!(passed.iter().sum::<u32>(), CHANGES);
    hprintln!(
        "visitors: {:?} of {} tokens, {} of them added during a poll",
        &passed[..visitors],
        CHANGES,
        sweep::changes_during_polls()
    );
}
