//! The Cortex-M33: its timer, and an executor that preempts the one of the main loop.

use crate::sweep;
use cortex_m::{Peripherals, interrupt::InterruptNumber, peripheral::SCB};
use cortex_m_rt::{ExceptionFrame, exception};
use embassy_executor::{InterruptExecutor, SendSpawner};

static PREEMPTING: InterruptExecutor = InterruptExecutor::new();

/// An interrupt that no device raises. Its priority is between those of the main loop and of the timer.
#[derive(Clone, Copy)]
struct Software;

const SOFTWARE: u16 = 100;

// SAFETY: the chip has this interrupt, and the number does not change.
unsafe impl InterruptNumber for Software {
    fn number(self) -> u16 {
        SOFTWARE
    }
}

pub(crate) fn start_preempting_executor() -> SendSpawner {
    // SAFETY: the interrupt is still masked, and no critical section relies on priorities.
    unsafe { Peripherals::steal().NVIC.set_priority(Software, 0x80) };
    PREEMPTING.start(Software)
}

#[exception]
unsafe fn DefaultHandler(number: i16) {
    assert_eq!(number, SOFTWARE as i16, "an unexpected interrupt");
    // SAFETY: this is the interrupt's handler. It is masked until the executor has started.
    unsafe { PREEMPTING.on_interrupt() };
}

#[exception]
unsafe fn HardFault(frame: &ExceptionFrame) -> ! {
    panic!("{frame:?}");
}

/// Interrupts once, after this many counts.
pub(crate) fn start_timer(counts: u32) {
    // SAFETY: only the timer's interrupt does this, and the main loop before the first one.
    let mut timer = unsafe { Peripherals::steal() }.SYST;
    timer.set_reload(counts);
    timer.clear_current();
    timer.enable_interrupt();
    timer.enable_counter();
}

#[exception]
fn SysTick() {
    // SAFETY: as in `start_timer`.
    unsafe { Peripherals::steal() }.SYST.disable_counter();
    SCB::clear_pendst(); // A short interval may have ended twice.
    sweep::tick();
}
