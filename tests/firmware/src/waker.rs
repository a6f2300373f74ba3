//! The waker. One side runs in the main loop, the other in the interrupt.

use crate::{
    board::hprintln,
    interrupt::{Arrival, Timer, Work},
    task::Task,
};
use core::{
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::Waker,
};
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
/// A task that has registered before the meeting.
static OLD: Task = Task::new();

/// What has happened to a waker before its sides meet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Past {
    Nothing,
    Woken,
    Registered,
    OldWoken,
    OldRegistered,
    /// Puts the registration into the transient slot.
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
        // Leave the old task's words in both slots: a wake that reads them would wake the old task.
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
/// The result of the check after the registration.
static READY: AtomicBool = AtomicBool::new(false);

/// A side of a waker.
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

/// Runs one side of a waker in the main loop, and the other in an interrupt after this many counts of the
/// timer. Then checks that no wakeup was lost.
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
        assert!(wakes + left == 1, "a consumed registration is still there");
    }
    mode.wake();
    assert_eq!((TASK.take_wakes(), OLD.take_wakes()), (left, 0));
    mode.wake();
    assert_eq!(
        (TASK.take_wakes(), OLD.take_wakes()),
        (0, 0),
        "a registration is consumed twice"
    );
    // SAFETY: the interrupt is over, so no other call runs.
    unsafe { mode.clear() };
    assert!(
        TASK.is_balanced() && OLD.is_balanced(),
        "a waker is not dropped"
    );
    arrival
}

/// Runs the meetings of both sides in every mode, with every past and at every instruction.
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
