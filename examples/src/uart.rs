//! A full-duplex UART in a `static`, driven by its interrupt: without std, alloc or critical sections.
//!
//! ```
//! use spmc_waker_examples::{simulated_uart::SimulatedUart, uart::*};
//!
//! static HARDWARE: SimulatedUart = SimulatedUart::new();
//! static UART: spmc_waker::Waitable<Uart<&SimulatedUart>> = spmc_waker::Waitable::new(Uart(&HARDWARE));
//!
//! let (mut rx, mut tx) = (Rx::claim(&UART).unwrap(), Tx::claim(&UART).unwrap());
//! std::thread::spawn(|| HARDWARE.receive(7).then(|| Interrupt::new(&UART).received()));
//! let byte = futures::executor::block_on(rx.read()).unwrap();
//! futures::executor::block_on(tx.write(byte + 1));
//! assert_eq!(HARDWARE.transmit().0, Some(8));
//! ```
//!
//! An interrupt is enabled after the task is registered, and the hardware is looked at again after
//! that: a byte that comes in between is not missed. It is masked when the wait ends or is dropped.

use spmc_waker::waitable;

/// What the driver needs of the hardware: in firmware, the registers of the peripheral.
pub trait Registers {
    /// Whether a byte that is received interrupts.
    fn interrupt_on_receive(&self, is_enabled: bool);

    /// Whether room for a byte to send interrupts.
    fn interrupt_on_room(&self, is_enabled: bool);

    /// Takes the oldest received byte, or an error if bytes before it are lost.
    fn take(&self) -> Option<Result<u8, Overrun>>;

    /// Takes a byte to send, if there is room.
    fn put(&self, byte: u8) -> bool;
}

/// Bytes are lost: they came faster than they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun;

/// A UART with these registers.
#[derive(Debug)]
pub struct Uart<R>(pub R);

#[waitable(notifier = Interrupt, waiter = Rx, waiter = Tx, storage = borrowed)]
impl<R: Registers> Uart<R> {
    /// For the interrupt's handler: a byte has been received.
    #[notify(wakes = Rx)]
    pub fn received(&self) {
        self.mask_rx(); // Until the task waits again.
    }

    /// For the interrupt's handler: there is room for a byte to send.
    #[notify(wakes = Tx)]
    pub fn has_room(&self) {
        self.mask_tx();
    }

    /// Reads a byte once there is one. An overrun comes before the bytes that are read after it.
    #[wait(read, by = Rx, wakes = none)]
    pub fn try_read(&self) -> Option<Result<u8, Overrun>> {
        self.0.take()
    }

    /// Writes a byte once there is room, and returns whether it did.
    #[wait(write, by = Tx, wakes = none)]
    pub fn try_write(&self, byte: u8) -> bool {
        self.0.put(byte)
    }

    #[arm(read)]
    fn enable_rx(&self) {
        self.0.interrupt_on_receive(true);
    }

    #[disarm(read)]
    fn mask_rx(&self) {
        self.0.interrupt_on_receive(false);
    }

    #[arm(write)]
    fn enable_tx(&self) {
        self.0.interrupt_on_room(true);
    }

    #[disarm(write)]
    fn mask_tx(&self) {
        self.0.interrupt_on_room(false);
    }
}
