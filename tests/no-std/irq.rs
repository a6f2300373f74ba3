//! The example of an interrupt-driven UART as firmware has it: without std and without alloc. Built as
//! a static library with a panic handler of its own, like `bare.rs`. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

#[path = "../../examples/src/irq.rs"]
pub mod irq;

use core::{
    sync::atomic::{AtomicBool, AtomicU16, Ordering::Relaxed},
    task::{Context, Poll},
};
use irq::{Overrun, Registers, Uart};
use spmc_waker::Waitable;

/// What a peripheral access crate would have.
struct Uart0 {
    interrupt_enabled: AtomicBool,
    data: AtomicU16,
}

/// In the data register: there is none.
const NO_BYTE: u16 = 0x100;

impl Registers for Uart0 {
    fn enable_interrupt(&self) {
        self.interrupt_enabled.store(true, Relaxed);
    }

    fn mask_interrupt(&self) {
        self.interrupt_enabled.store(false, Relaxed);
    }

    fn take_byte(&self) -> Option<u8> {
        u8::try_from(self.data.swap(NO_BYTE, Relaxed)).ok()
    }

    fn has_overrun(&self) -> bool {
        false
    }

    fn clear_overrun(&self) {}
}

static UART: Waitable<Uart<Uart0>> = Waitable::new(Uart::new(Uart0 {
    interrupt_enabled: AtomicBool::new(false),
    data: AtomicU16::new(NO_BYTE),
}));

/// In the vector table.
pub fn uart0_handler() {
    UART.notifier().handle();
}

/// Polls once.
pub fn poll(cx: &mut Context<'_>, into: &mut [u8]) -> Option<Poll<Result<usize, Overrun>>> {
    Some(UART.waiter()?.poll_read(cx, into))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
