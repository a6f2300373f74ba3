//! The BBC micro:bit: a Cortex-M0 and its system timer.

use crate::interrupt;
use core::arch::global_asm;
pub(crate) use cortex_m::asm::delay;
use cortex_m::{
    Peripherals,
    peripheral::{SYST, syst::SystClkSource},
};
pub(crate) use cortex_m_rt::entry;
use cortex_m_rt::{ExceptionFrame, exception};
pub(crate) use cortex_m_semihosting::{debug, hprintln};

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
    // SAFETY: the main loop has set up the timer and does not touch it until the interrupt has arrived.
    unsafe { Peripherals::steal() }.SYST.disable_counter();
    interrupt::arrive(frame.pc());
}

#[exception]
unsafe fn HardFault(frame: &ExceptionFrame) -> ! {
    panic!("{frame:?}");
}

/// The timer.
pub(crate) struct Clock(SYST);

impl Clock {
    pub(crate) fn new() -> Self {
        let mut timer = Peripherals::take().expect("taken once").SYST;
        timer.set_clock_source(SystClkSource::Core);
        timer.enable_interrupt();
        Self(timer)
    }

    /// Interrupts after this many counts.
    pub(crate) fn start(&mut self, counts: u32) {
        let Self(timer) = self;
        timer.set_reload(counts);
        timer.clear_current();
        timer.enable_counter();
    }
}
