//! The waker: one side runs in the main loop, the other in the interrupt.

use crate::{
    interrupt::{Arrival, Timer, Work},
    task::Task,
};
use core::{
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::Waker,
};
use cortex_m_semihosting::hprintln;
use spmc_waker::SpmcWaker;

/// A waker in any of its modes.
pub(crate) trait Mode: Sync {
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
pub(crate) enum Side {
    Registering,
    Waking,
}

impl Side {
    pub(crate) fn act(self, mode: &dyn Mode) {
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

/// Lets a waker's sides meet, one of them in an interrupt that comes after so many counts of the
/// timer.
fn meet(
    timer: &mut Timer,
    mode: &'static dyn Mode,
    past: Past,
    main: Side,
    counts: u32,
) -> Arrival {
    past.happen(mode);
    CONDITION.store(false, SeqCst);
    let interrupt = match main {
        Side::Registering => Side::Waking,
        Side::Waking => Side::Registering,
    };
    let arrival = timer.interrupt(counts, Work::Side(interrupt, mode), || main.act(mode));

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

/// Lets the sides of each mode meet in all ways.
pub(crate) fn test(timer: &mut Timer) {
    let modes: [(&str, &dyn Mode); 4] = [
        ("default", &DEFAULT),
        ("SYNC", &SYNC),
        ("not CACHED", &UNCACHED),
        ("SYNC, not CACHED", &SYNC_UNCACHED),
    ];
    for (name, mode) in modes {
        for main in [Side::Registering, Side::Waking] {
            let sweeps = Past::ALL
                .map(|past| timer.sweep(|timer, counts| meet(timer, mode, past, main, counts)));
            let places: usize = sweeps.iter().sum();
            hprintln!("{}: {:?} interrupted in {} places", name, main, places);
        }
    }
}
