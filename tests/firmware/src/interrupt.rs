//! An interrupt that arrives after each instruction of the main loop's part, one instruction per run.

use crate::{
    board::{Clock, delay},
    condition, many,
    waker::{Mode, Side},
};
use core::{
    cell::Cell,
    sync::atomic::{AtomicU8, Ordering::SeqCst},
};
use critical_section::{Mutex, with};

/// The work of an interrupt.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// Acts as one side of a waker.
    Side(Side, &'static dyn Mode),
    /// Acts as the device of the condition.
    Device,
    /// Changes the condition that two tasks wait for.
    Gate(many::Change),
}

impl Work {
    fn act(self) {
        match self {
            Self::Side(side, mode) => side.act(mode),
            Self::Device => condition::interrupt(),
            Self::Gate(change) => change.act(),
        }
    }
}

/// Where an interrupt arrived: the progress of the main loop, and the address of the instruction.
pub(crate) type Arrival = (u8, u32);

/// The progress of the main loop.
static PROGRESS: AtomicU8 = AtomicU8::new(BEFORE);
const BEFORE: u8 = 0;
const DURING: u8 = 1;
const AFTER: u8 = 2;

static WORK: Mutex<Cell<Option<Work>>> = Mutex::new(Cell::new(None));
static ARRIVAL: Mutex<Cell<Option<Arrival>>> = Mutex::new(Cell::new(None));

/// The interrupt, which arrived at this address.
pub(crate) fn arrive(address: u32) {
    let progress = PROGRESS.load(SeqCst);
    // A short interval may have ended twice by now. The second interrupt finds no work.
    if let Some(work) = with(|cs| WORK.borrow(cs).take()) {
        work.act();
        with(|cs| ARRIVAL.borrow(cs).set(Some((progress, address))));
    }
}

/// The source of the interrupt.
pub(crate) struct Timer(Clock);

impl Timer {
    pub(crate) fn new() -> Self {
        Self(Clock::new())
    }

    /// Runs `main`, and the interrupt after this many counts of the timer. Returns where it arrived.
    pub(crate) fn interrupt(&mut self, counts: u32, work: Work, main: impl FnOnce()) -> Arrival {
        with(|cs| WORK.borrow(cs).set(Some(work)));
        PROGRESS.store(BEFORE, SeqCst);
        self.0.start(counts);
        delay(20); // more than the shortest interval
        PROGRESS.store(DURING, SeqCst);
        main();
        PROGRESS.store(AFTER, SeqCst);
        loop {
            if let Some(arrival) = with(|cs| ARRIVAL.borrow(cs).take()) {
                return arrival;
            }
        }
    }

    /// Repeats a meeting until the interrupt has arrived after each instruction of the main loop's part.
    /// Returns the number of these instructions. An instruction with interrupts disabled does not count.
    pub(crate) fn sweep(&mut self, mut meet: impl FnMut(&mut Self, u32) -> Arrival) -> usize {
        let mut places = 0;
        let mut last = (BEFORE, 0);
        for counts in 1.. {
            let arrival = meet(self, counts);
            match arrival.0 {
                BEFORE => {}
                // A count is a little shorter than an instruction, so two counts may lead to the same place.
                DURING => places += usize::from(arrival != last),
                _ => break,
            }
            assert!(
                counts > 1 || arrival.0 == BEFORE,
                "the first place is missed"
            );
            last = arrival;
        }
        assert!(places > 10, "the interrupt arrives in too few places");
        places
    }
}
