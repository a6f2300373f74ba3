//! QEMU's `virt` with a RISC-V core that has no atomic instructions (RV32IMC), and the timer of its CLINT.

use crate::interrupt;
pub(crate) use riscv::asm::delay;
use riscv::{
    interrupt::Interrupt,
    register::{mcause, mepc, mie},
};
pub(crate) use riscv_rt::entry;
use riscv_rt::{TrapFrame, core_interrupt};
pub(crate) use riscv_semihosting::{debug, hprintln};

// The timer's registers, each in two halves.
const COMPARE: [*mut u32; 2] = [0x0200_4000 as _, 0x0200_4004 as _];
const TIME: [*const u32; 2] = [0x0200_bff8 as _, 0x0200_bffc as _];

#[core_interrupt(Interrupt::MachineTimer)]
fn tick() {
    stop();
    interrupt::arrive(mepc::read() as u32);
}

#[unsafe(export_name = "ExceptionHandler")]
fn exception(_: &TrapFrame) -> ! {
    panic!("{:?} at {:#x}", mcause::read().cause(), mepc::read());
}

/// The latest time never comes.
fn stop() {
    // SAFETY: this is the timer's register, and the only other access is by the main loop before the interrupt.
    unsafe { COMPARE[1].write_volatile(u32::MAX) };
}

/// The timer.
pub(crate) struct Clock(());

impl Clock {
    pub(crate) fn new() -> Self {
        stop();
        // SAFETY: the timer is stopped, and `tick` is all that may follow.
        unsafe { mie::set_mtimer() };
        // SAFETY: as above.
        unsafe { riscv::interrupt::enable() };
        Self(())
    }

    /// Interrupts after this many counts.
    pub(crate) fn start(&mut self, counts: u32) {
        // SAFETY: this is the timer's register. The program ends long before the time has a high half.
        let now = unsafe { TIME[0].read_volatile() };
        // SAFETY: as above. The timer is stopped until its high half is written.
        unsafe { COMPARE[0].write_volatile(now + counts) };
        // SAFETY: as above.
        unsafe { COMPARE[1].write_volatile(0) };
    }
}
