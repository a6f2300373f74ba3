//! An interrupt that changes a condition, once while all tasks sleep, and again a little later, each time one count
//! later than the last time. So it arrives at each instruction of what the executors do about the first change.
#![forbid(unsafe_code)]

use crate::board;
use core::{
    cell::{Cell, RefCell},
    sync::atomic::{AtomicU32, Ordering::SeqCst},
    task::Poll,
};
use critical_section::{Mutex, with};

/// How often a condition is changed.
pub(crate) const CHANGES: u32 = 2_000;

/// Counts after which all tasks sleep.
const LONG: u32 = 8_000;

/// A condition that the interrupt changes.
pub(crate) trait Source: Sync {
    /// Returns whether a task has taken the last change.
    fn is_taken(&self) -> bool;

    fn change(&self);

    /// Called when the last change was taken.
    fn finish(&self);
}

struct Sweep {
    source: &'static dyn Source,
    changes: u32,
    is_overdue: bool,
}

static SWEEP: Mutex<RefCell<Option<Sweep>>> = Mutex::new(RefCell::new(None));

/// The number of polls that are in progress. One may preempt another.
static POLLS: AtomicU32 = AtomicU32::new(0);

/// How many changes were made during a poll, and which one was the last of these.
static DURING_POLLS: Mutex<Cell<(u32, u32)>> = Mutex::new(Cell::new((0, 0)));

/// Starts to change this condition.
pub(crate) fn start(source: &'static dyn Source) {
    let sweep = Sweep {
        source,
        changes: 0,
        is_overdue: false,
    };
    with(|cs| SWEEP.borrow(cs).replace(Some(sweep)));
    with(|cs| DURING_POLLS.borrow(cs).set((0, 0)));
    board::start_timer(LONG);
}

/// Polls with a mark that the interrupt sees.
pub(crate) fn marked<T>(poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
    POLLS.fetch_add(1, SeqCst);
    let polled = poll();
    POLLS.fetch_sub(1, SeqCst);
    polled
}

/// The number of changes during a poll.
pub(crate) fn changes_during_polls() -> u32 {
    let (changes, last) = with(|cs| DURING_POLLS.borrow(cs).get());
    assert!(changes > 20, "too few changes during a poll: {changes}");
    assert!(
        last < CHANGES * 9 / 10,
        "the intervals end before the polls do"
    );
    changes
}

/// The timer's interrupt.
pub(crate) fn tick() {
    let mut sweep = with(|cs| SWEEP.borrow(cs).take()).expect("a sweep has started the timer");
    if !sweep.source.is_taken() {
        assert!(!sweep.is_overdue, "a wakeup is lost");
        sweep.is_overdue = true;
        board::start_timer(LONG);
    } else if sweep.changes == CHANGES {
        return sweep.source.finish();
    } else {
        sweep.is_overdue = false;
        sweep.changes += 1;
        if POLLS.load(SeqCst) > 0 {
            let (changes, _) = with(|cs| DURING_POLLS.borrow(cs).get());
            let now = (changes + 1, sweep.changes);
            with(|cs| DURING_POLLS.borrow(cs).set(now));
        }
        sweep.source.change();
        let is_second = sweep.changes % 2 == 0;
        let soon = sweep.changes / 2 + 1;
        board::start_timer(if is_second { LONG } else { soon });
    }
    with(|cs| SWEEP.borrow(cs).replace(Some(sweep)));
}
