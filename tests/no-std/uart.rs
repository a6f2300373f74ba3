//! Uses the example of a full-duplex UART like firmware does: without std and without alloc. This is built as
//! a static library with its own panic handler, like `bare.rs`. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

#[path = "../../examples/src/uart.rs"]
pub mod uart;

use core::{
    sync::atomic::{AtomicBool, AtomicU16, Ordering::Relaxed},
    task::{Context, Poll},
};
use spmc_waker::Waitable;
use uart::{Interrupt, Overrun, Registers, Rx, Tx, Uart};

/// Stands in for the type of a peripheral access crate.
struct Uart0 {
    interrupts_on_receive: AtomicBool,
    interrupts_on_room: AtomicBool,
    received: AtomicU16,
    sending: AtomicU16,
}

/// The value of a data register without a byte.
const NO_BYTE: u16 = 0x100;

impl Registers for Uart0 {
    fn interrupt_on_receive(&self, is_enabled: bool) {
        self.interrupts_on_receive.store(is_enabled, Relaxed);
    }

    fn interrupt_on_room(&self, is_enabled: bool) {
        self.interrupts_on_room.store(is_enabled, Relaxed);
    }

    fn take(&self) -> Option<Result<u8, Overrun>> {
        u8::try_from(self.received.swap(NO_BYTE, Relaxed)).ok().map(Ok)
    }

    fn put(&self, byte: u8) -> bool {
        let sending = (NO_BYTE, u16::from(byte));
        self.sending
            .compare_exchange(sending.0, sending.1, Relaxed, Relaxed)
            .is_ok()
    }
}

static UART: Waitable<Uart<Uart0>> = Waitable::new(Uart(Uart0 {
    interrupts_on_receive: AtomicBool::new(false),
    interrupts_on_room: AtomicBool::new(false),
    received: AtomicU16::new(NO_BYTE),
    sending: AtomicU16::new(NO_BYTE),
}));

/// The entry in the vector table.
pub fn uart0_handler() {
    let interrupt = Interrupt::new(&UART);
    interrupt.received();
    interrupt.has_room();
}

/// Polls both waiters once.
pub fn poll(cx: &mut Context<'_>, byte: u8) -> Option<(Poll<Result<u8, Overrun>>, Poll<()>)> {
    let (mut rx, mut tx) = (Rx::claim(&UART)?, Tx::claim(&UART)?);
    Some((rx.poll_read(cx), tx.poll_write(cx, byte)))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
