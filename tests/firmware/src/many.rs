//! A `#[waitable]` condition in a `static` that two tasks wait for. One of them waits already. The other polls or
//! gives up in the main loop. The interrupt wakes one of them, or both.
#![forbid(unsafe_code)]

use crate::{
    board::hprintln,
    interrupt::{Arrival, Timer, Work},
    task::Task,
};
use core::{
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::{Context, Poll},
};
use portable_atomic::AtomicUsize;
use spmc_waker::{Waitable, waitable};

/// Tokens to take. When it is open, anybody passes without one.
struct Gate {
    tokens: AtomicUsize,
    open: AtomicBool,
}

#[waitable(notifier = Guard, waiters = Visitor[2], storage = borrowed)]
impl Gate {
    #[notify(wakes = one(pass))]
    fn add_token(&self) {
        self.tokens.add(1, SeqCst);
    }

    #[notify]
    fn open(&self) {
        self.open.store(true, SeqCst);
    }

    #[wait(pass, wakes = none)]
    fn try_pass(&self) -> bool {
        let take = |tokens: usize| tokens.checked_sub(1);
        self.open.load(SeqCst) || self.tokens.fetch_update(SeqCst, SeqCst, take).is_ok()
    }

    #[notify(wakes = none)]
    fn reset(&self) {
        self.tokens.store(0, SeqCst);
        self.open.store(false, SeqCst);
    }
}

static GATE: Waitable<Gate> = Waitable::new(Gate {
    tokens: AtomicUsize::new(0),
    open: AtomicBool::new(false),
});
static FIRST: Task = Task::new();
static SECOND: Task = Task::new();

/// What the interrupt does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Change {
    AddToken,
    Open,
}

impl Change {
    pub(crate) fn act(self) {
        let guard = Guard::new(&GATE);
        match self {
            Self::AddToken => guard.add_token(),
            Self::Open => guard.open(),
        }
    }
}

/// What the main loop does with the second visitor.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Poll,
    GiveUp,
}

/// The first visitor waits. The second one takes its step while the interrupt makes the change.
fn meet(timer: &mut Timer, counts: u32, step: Step, change: Change) -> Arrival {
    let claim = || Visitor::claim(&GATE).expect("the last visitors were dropped");
    let (mut first, mut second) = (claim(), claim());
    assert!(Visitor::claim(&GATE).is_none(), "there is a third visitor");
    let wakers = [FIRST.waker(), SECOND.waker()];
    let [first_cx, second_cx] = &mut wakers.each_ref().map(|waker| Context::from_waker(waker));
    assert!(first.poll_pass(first_cx).is_pending());
    if step == Step::GiveUp {
        assert!(second.poll_pass(second_cx).is_pending());
    }
    let mut poll = Poll::Pending;
    let arrival = timer.interrupt(counts, Work::Gate(change), || match step {
        Step::Poll => poll = second.poll_pass(second_cx),
        Step::GiveUp => _ = second.unregister(),
    });
    let (of_first, of_second) = (FIRST.take_wakes(), SECOND.take_wakes());
    match (step, change) {
        (Step::Poll, Change::AddToken) => {
            assert!(
                poll.is_ready() || of_first + of_second > 0,
                "a token is stranded"
            );
        }
        (Step::Poll, Change::Open) => {
            assert_eq!(of_first, 1, "the first visitor's wakeup is lost");
            assert!(poll.is_ready() || of_second == 1, "a wakeup is lost");
        }
        // If the second visitor was chosen, it passes the wake on.
        (Step::GiveUp, _) => assert_eq!(of_first, 1, "the first visitor's wakeup is lost"),
    }
    drop((first, second));
    // Their drops may pass wakes on.
    _ = (FIRST.take_wakes(), SECOND.take_wakes());
    Guard::new(&GATE).reset();
    assert!(
        FIRST.is_balanced() && SECOND.is_balanced(),
        "a waker is not dropped"
    );
    arrival
}

/// Runs one meeting for each instruction of each step, with each change.
pub(crate) fn test(timer: &mut Timer) {
    for step in [Step::Poll, Step::GiveUp] {
        for change in [Change::AddToken, Change::Open] {
            let places = timer.sweep(|timer, counts| meet(timer, counts, step, change));
            hprintln!(
                "two waiters, {:?}, {:?}: interrupted in {} places",
                step,
                change,
                places
            );
        }
    }
}
