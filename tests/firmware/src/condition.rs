//! A `#[waitable]` condition in a `static`. The waiter polls in the main loop. The interrupt notifies if
//! the poll has armed it.
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
use spmc_waker::{Waitable, waitable};

/// A device that raises an interrupt when it is done, if its interrupt is enabled.
struct Device {
    done: AtomicBool,
    interrupt_enabled: AtomicBool,
}

#[waitable(notifier = Interrupt, waiter = Driver, storage = borrowed)]
impl Device {
    const fn new() -> Self {
        Self {
            done: AtomicBool::new(false),
            interrupt_enabled: AtomicBool::new(false),
        }
    }

    #[notify]
    fn finish(&self) {
        self.done.store(true, SeqCst);
    }

    #[wait(done)]
    fn is_done(&self) -> bool {
        self.done.load(SeqCst)
    }

    // Changes the condition as the hardware does, without a wake. Returns whether the device then raises its
    // interrupt.
    #[notify(wakes = none)]
    fn finish_unnoticed(&self) -> bool {
        self.done.store(true, SeqCst);
        self.interrupt_enabled.load(SeqCst)
    }

    #[notify(by = Driver, wakes = none)]
    fn restart(&self) {
        self.done.store(false, SeqCst);
    }

    #[arm]
    fn enable(&self) {
        self.interrupt_enabled.store(true, SeqCst);
    }

    #[disarm]
    fn disable(&self) {
        self.interrupt_enabled.store(false, SeqCst);
    }
}

static DEVICE: Waitable<Device> = Waitable::new(Device::new());
static TASK: Task = Task::new();

/// The device becomes done. It notifies only if its interrupt is enabled.
pub(crate) fn interrupt() {
    let notifier = Interrupt::new(&DEVICE);
    if notifier.finish_unnoticed() {
        notifier.finish();
    }
}

/// Polls while the device becomes done. A pending poll must have been woken, and the next poll must be ready.
fn meet(timer: &mut Timer, counts: u32) -> Arrival {
    let mut driver = Driver::claim(&DEVICE).expect("the last driver was dropped");
    assert!(Driver::claim(&DEVICE).is_none());
    driver.restart();
    let waker = TASK.waker();
    let cx = &mut Context::from_waker(&waker);
    let mut poll = Poll::Pending;
    let arrival = timer.interrupt(counts, Work::Device, || poll = driver.poll_done(cx));
    let wakes = TASK.take_wakes();
    assert!(poll.is_ready() || wakes == 1, "a wakeup is lost");
    assert!(driver.poll_done(cx).is_ready());
    assert!(!Interrupt::new(&DEVICE).finish_unnoticed(), "still armed");
    drop((driver, waker));
    assert!(TASK.is_balanced(), "a waker is not dropped");
    arrival
}

/// Runs one meeting for each instruction of a poll: the device becomes done after that instruction.
pub(crate) fn test(timer: &mut Timer) {
    let places = timer.sweep(meet);
    hprintln!("#[waitable]: a poll interrupted in {} places", places);
}
