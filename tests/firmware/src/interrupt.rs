//! An interrupt that arrives after each instruction of the main loop's part, one instruction per run.

use crate::{
    condition, many,
    waker::{Mode, Side},
};
use core::{
    arch::global_asm,
    cell::Cell,
    sync::atomic::{AtomicU8, Ordering::SeqCst},
};
use cortex_m::{
    Peripherals, asm,
    interrupt::{Mutex, free},
    peripheral::{SYST, syst::SystClkSource},
};
use cortex_m_rt::ExceptionFrame;

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

// On entry, the stack pointer points at the interrupt's frame. Pass it on as the argument.
global_asm!(
    ".pushsection .text.SysTick, \"ax\"",
    ".global SysTick",
    ".type SysTick, %function",
    ".thumb_func",
    "SysTick:",
    "mov r0, sp",
    "ldr r1, ={tick}",
    "bx r1",
    ".ltorg",
    ".popsection",
    tick = sym tick,
);

extern "C" fn tick(frame: &ExceptionFrame) {
    let progress = PROGRESS.load(SeqCst);
    // SAFETY: the main loop has set up the timer and does not touch it until the interrupt has arrived.
    unsafe { Peripherals::steal() }.SYST.disable_counter();
    // A short interval may have ended twice by now. The second interrupt finds no work.
    if let Some(work) = free(|cs| WORK.borrow(cs).take()) {
        work.act();
        free(|cs| ARRIVAL.borrow(cs).set(Some((progress, frame.pc()))));
    }
}

/// The source of the interrupt.
pub(crate) struct Timer(SYST);

impl Timer {
    pub(crate) fn new(mut timer: SYST) -> Self {
        timer.set_clock_source(SystClkSource::Core);
        timer.enable_interrupt();
        Self(timer)
    }

    /// Runs `main`, and the interrupt after this many counts of the timer. Returns where it arrived.
    pub(crate) fn interrupt(&mut self, counts: u32, work: Work, main: impl FnOnce()) -> Arrival {
        let Self(timer) = self;
        free(|cs| WORK.borrow(cs).set(Some(work)));
        PROGRESS.store(BEFORE, SeqCst);
        timer.set_reload(counts);
        timer.clear_current();
        timer.enable_counter();
        asm::delay(20); // more than the shortest interval
        PROGRESS.store(DURING, SeqCst);
        main();
        PROGRESS.store(AFTER, SeqCst);
        loop {
            if let Some(arrival) = free(|cs| ARRIVAL.borrow(cs).take()) {
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
