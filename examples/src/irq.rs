//! A UART's receiver, driven by its interrupt, in a `static`: without std, alloc or critical sections.
//!
//! A byte that comes between the task's look at the FIFO and its registration is not missed
//! (embassy#7015, embassy#4043 had that bug): the interrupt is enabled once the task is registered,
//! and the FIFO is looked at again after that. A second task cannot take the waker over (esp-hal#973,
//! embassy#946): there is one [`UartRx`] of a UART at a time. Two UARTs share nothing (esp-hal#2065):
//! the waker lies beside each. A wake without a byte reads nothing (embassy#3319): *ready* means that
//! the FIFO was read.

use core::{error::Error, fmt};
use spmc_waker::waitable;

/// What the driver needs of the hardware: in firmware, the registers of the peripheral.
pub trait Registers {
    /// Lets a byte that comes from now on raise the interrupt.
    fn enable_interrupt(&self);

    /// Lets no byte raise the interrupt.
    fn mask_interrupt(&self);

    /// Takes the oldest byte out of the FIFO.
    fn take_byte(&self) -> Option<u8>;

    /// Whether a byte has found the FIFO full, and is lost.
    fn has_overrun(&self) -> bool;

    /// Forgets of that.
    fn clear_overrun(&self);
}

/// A UART that receives. For a `static`, as `Waitable::new(Uart::new(registers))`.
#[derive(Debug)]
pub struct Uart<R> {
    registers: R,
}

impl<R> Uart<R> {
    /// A UART with these registers.
    pub const fn new(registers: R) -> Self {
        Self { registers }
    }
}

#[waitable(notifier = UartInterrupt, waiter = UartRx, storage = ref)]
impl<R: Registers> Uart<R> {
    /// What the interrupt's handler is to do: `UART.notifier().handle()`.
    #[notify]
    pub fn handle(&self) {
        // Until the task waits again: it reads what comes meanwhile without being interrupted.
        self.registers.mask_interrupt();
    }

    /// Reads bytes, as many as there are and `into` has room for, once there is one.
    ///
    /// Returns how many. Once bytes are lost, that is an error, before any that came after them is read.
    #[wait(read)]
    pub fn try_read(&self, into: &mut [u8]) -> Option<Result<usize, Overrun>> {
        if self.registers.has_overrun() {
            self.registers.clear_overrun();
            return Some(Err(Overrun));
        }
        let mut read = 0;
        // Looks for an overrun before each byte: without one, the byte is older than any gap to come.
        while read < into.len() && !self.registers.has_overrun() {
            let Some(byte) = self.registers.take_byte() else {
                break;
            };
            into[read] = byte;
            read += 1;
        }
        (read > 0 || into.is_empty()).then_some(Ok(read))
    }

    /// Runs when the task is registered, before it looks at the FIFO for the last time.
    #[arm]
    fn enable(&self) {
        self.registers.enable_interrupt();
    }

    /// Runs when nobody waits any more: also when the read is cancelled.
    #[disarm]
    fn mask(&self) {
        self.registers.mask_interrupt();
    }
}

/// Bytes are lost: they came faster than they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun;

impl fmt::Display for Overrun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes are lost")
    }
}

impl Error for Overrun {}
