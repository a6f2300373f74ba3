//! One side of a waker runs in the main loop and the other in an interrupt, which arrives after each
//! single instruction in turn. See `.ci/no-cas`.

#![no_std]
#![no_main]

mod task;

use core::{
    arch::global_asm,
    cell::Cell,
    panic::PanicInfo,
    sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst},
    task::Waker,
};
use cortex_m::{
    Peripherals, asm,
    interrupt::{Mutex, free},
    peripheral::{SYST, syst::SystClkSource},
};
use cortex_m_rt::{ExceptionFrame, entry, exception};
use cortex_m_semihosting::{debug, hprintln};
use spmc_waker::SpmcWaker;
use task::Task;

/// A waker in any of its modes.
trait Mode: Sync {
    fn wake(&self);
    fn has_waker_registered(&self) -> bool;
    /// # Safety
    ///
    /// See [`SpmcWaker::register`].
    unsafe fn register(&self, waker: &Waker);
    /// # Safety
    ///
    /// See [`SpmcWaker::clear`].
    unsafe fn clear(&self);
}

impl<const SYNC: bool, const CACHED: bool> Mode for SpmcWaker<SYNC, CACHED> {
    fn wake(&self) {
        self.wake();
    }

    fn has_waker_registered(&self) -> bool {
        self.has_waker_registered()
    }

    unsafe fn register(&self, waker: &Waker) {
        // SAFETY: as the caller promises.
        unsafe { self.register(waker) };
    }

    unsafe fn clear(&self) {
        // SAFETY: as the caller promises.
        unsafe { self.clear() };
    }
}

static DEFAULT: SpmcWaker = SpmcWaker::new();
static SYNC: SpmcWaker<true> = SpmcWaker::new();
static UNCACHED: SpmcWaker<false, false> = SpmcWaker::new();
static SYNC_UNCACHED: SpmcWaker<true, false> = SpmcWaker::new();

/// The task that registers in a meeting.
static TASK: Task = Task::new();
/// A task that has registered before.
static OLD: Task = Task::new();

/// What has happened to a waker before its sides meet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Past {
    Nothing,
    Woken,
    Registered,
    OldWoken,
    OldRegistered,
    /// So that the registration is in the transient slot.
    OldRegisteredOverTask,
}

impl Past {
    const ALL: [Self; 6] = [
        Self::Nothing,
        Self::Woken,
        Self::Registered,
        Self::OldWoken,
        Self::OldRegistered,
        Self::OldRegisteredOverTask,
    ];

    fn happen(self, mode: &dyn Mode) {
        // SAFETY: no interrupt comes, so no other call runs.
        let register = |task: &'static Task| unsafe { mode.register(&task.waker()) };
        // Leaves the old task's words in both slots, so that a wake that reads them is noticed.
        register(&TASK);
        register(&OLD);
        mode.wake();
        register(&OLD);
        mode.wake();
        // SAFETY: as above.
        unsafe { mode.clear() };
        match self {
            Self::Nothing => {}
            Self::Woken => {
                register(&TASK);
                mode.wake();
            }
            Self::Registered => register(&TASK),
            Self::OldWoken => {
                register(&OLD);
                mode.wake();
            }
            Self::OldRegistered => register(&OLD),
            Self::OldRegisteredOverTask => {
                register(&TASK);
                register(&OLD);
            }
        }
        TASK.take_wakes();
        OLD.take_wakes();
    }
}

static CONDITION: AtomicBool = AtomicBool::new(false);
/// What the check after the registration has found.
static READY: AtomicBool = AtomicBool::new(false);

/// A side of a waker. It performs its part of a meeting once.
#[derive(Clone, Copy, Debug)]
enum Side {
    Registering,
    Waking,
}

impl Side {
    fn act(self, mode: &dyn Mode) {
        match self {
            Self::Registering => {
                // SAFETY: in a meeting, the other side makes no `unsafe` call.
                unsafe { mode.register(&TASK.waker()) };
                READY.store(CONDITION.load(SeqCst), SeqCst);
            }
            Self::Waking => {
                CONDITION.store(true, SeqCst);
                mode.wake();
            }
        }
    }
}

/// How far the main loop is.
static PROGRESS: AtomicU8 = AtomicU8::new(BEFORE);
const BEFORE: u8 = 0;
const DURING: u8 = 1;
const AFTER: u8 = 2;

/// What the interrupt is to do.
static INTERRUPT: Mutex<Cell<Option<(Side, &dyn Mode)>>> = Mutex::new(Cell::new(None));
/// Where the interrupt has arrived: how far the main loop was, and at which instruction.
static ARRIVAL: Mutex<Cell<Option<(u8, u32)>>> = Mutex::new(Cell::new(None));

// The interrupt's frame lies at the stack pointer on entry.
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
    // SAFETY: the main loop has set up the timer and leaves it alone until the interrupt arrived.
    unsafe { Peripherals::steal() }.SYST.disable_counter();
    // A short interval may have ended twice by now; nothing is left to do then.
    if let Some((side, mode)) = free(|cs| INTERRUPT.borrow(cs).take()) {
        side.act(mode);
        free(|cs| ARRIVAL.borrow(cs).set(Some((progress, frame.pc()))));
    }
}

/// Lets a waker's sides meet, one of them in an interrupt that comes after so many counts of the
/// timer. Returns where it arrived.
fn meet(
    timer: &mut SYST,
    mode: &'static dyn Mode,
    past: Past,
    main: Side,
    counts: u32,
) -> (u8, u32) {
    past.happen(mode);
    CONDITION.store(false, SeqCst);
    let interrupt = match main {
        Side::Registering => Side::Waking,
        Side::Waking => Side::Registering,
    };
    free(|cs| INTERRUPT.borrow(cs).set(Some((interrupt, mode))));
    PROGRESS.store(BEFORE, SeqCst);
    timer.set_reload(counts);
    timer.clear_current();
    timer.enable_counter();
    asm::delay(20); // more than the shortest interval
    PROGRESS.store(DURING, SeqCst);
    main.act(mode);
    PROGRESS.store(AFTER, SeqCst);
    let arrival = loop {
        if let Some(arrival) = free(|cs| ARRIVAL.borrow(cs).take()) {
            break arrival;
        }
    };

    let ready = READY.load(SeqCst);
    let (wakes, old_wakes) = (TASK.take_wakes(), OLD.take_wakes());
    let left = usize::from(mode.has_waker_registered());
    assert!(ready || wakes == 1, "a wakeup is lost");
    assert!(wakes + old_wakes <= 1, "one wake has woken twice");
    assert!(wakes + left >= 1, "a registration is lost");
    if past != Past::Registered {
        assert!(
            wakes + left == 1,
            "a registration is left that a wake has consumed"
        );
    }
    mode.wake();
    assert_eq!((TASK.take_wakes(), OLD.take_wakes()), (left, 0));
    mode.wake();
    assert_eq!(
        (TASK.take_wakes(), OLD.take_wakes()),
        (0, 0),
        "consumed twice"
    );
    // SAFETY: the interrupt is over, so no other call runs.
    unsafe { mode.clear() };
    assert!(
        TASK.is_balanced() && OLD.is_balanced(),
        "a waker is not dropped"
    );
    arrival
}

/// Lets the interrupt arrive after each instruction of the main loop's side, and returns how many
/// places that were: those where interrupts are disabled do not count.
fn sweep(timer: &mut SYST, mode: &'static dyn Mode, past: Past, main: Side) -> usize {
    let mut places = 0;
    let mut last = (BEFORE, 0);
    for counts in 1.. {
        let arrival = meet(timer, mode, past, main, counts);
        match arrival.0 {
            BEFORE => {}
            // A count is shorter than an instruction, so it leads to the same place now and then.
            DURING => places += usize::from(arrival != last),
            _ => break,
        }
        assert!(
            counts > 1 || arrival.0 == BEFORE,
            "the first place is missed"
        );
        last = arrival;
    }
    assert!(places > 10, "the interrupt does not arrive where it should");
    places
}

#[entry]
fn main() -> ! {
    let mut timer = Peripherals::take().expect("taken once").SYST;
    timer.set_clock_source(SystClkSource::Core);
    timer.enable_interrupt();
    let modes: [(&str, &dyn Mode); 4] = [
        ("default", &DEFAULT),
        ("SYNC", &SYNC),
        ("not CACHED", &UNCACHED),
        ("SYNC, not CACHED", &SYNC_UNCACHED),
    ];
    for (name, mode) in modes {
        for main in [Side::Registering, Side::Waking] {
            let sweeps = Past::ALL.map(|past| sweep(&mut timer, mode, past, main));
            let places: usize = sweeps.iter().sum();
            hprintln!("{}: {:?} interrupted in {} places", name, main, places);
        }
    }
    debug::exit(debug::EXIT_SUCCESS);
    unreachable!("the emulator has ended");
}

#[exception]
unsafe fn HardFault(frame: &ExceptionFrame) -> ! {
    panic!("{frame:?}");
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    hprintln!("{}", info);
    debug::exit(debug::EXIT_FAILURE);
    loop {}
}
