//! A full-duplex UART in a `static`, driven by its interrupts. It needs no std, allocator or critical section.
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
//! An interrupt is enabled after the task is registered, and the driver looks at the hardware again after
//! that. So a byte that comes in between is not missed. The interrupt is masked when the wait ends, or when its
//! future is dropped.

use spmc_waker::waitable;

/// What the driver needs of the hardware. In firmware, these are the registers of the peripheral.
pub trait Registers {
    /// Enables or masks the interrupt for a received byte.
    fn interrupt_on_receive(&self, is_enabled: bool);

    /// Enables or masks the interrupt for room to send a byte.
    fn interrupt_on_room(&self, is_enabled: bool);

    /// Takes the oldest received byte, or an error if bytes before it were lost.
    fn take(&self) -> Option<Result<u8, Overrun>>;

    /// Puts a byte to send, if there is room. Returns whether there was.
    fn put(&self, byte: u8) -> bool;
}

/// Bytes were lost, since they came faster than they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun;

/// A UART with these registers.
#[derive(Debug)]
pub struct Uart<R>(pub R);

#[waitable(notifier = Interrupt, waiter = Rx, waiter = Tx, storage = borrowed)]
impl<R: Registers> Uart<R> {
    /// To be called by the interrupt's handler when a byte has been received.
    #[notify(wakes = Rx)]
    pub fn received(&self) {
        self.mask_rx(); // Until the task waits again.
    }

    /// To be called by the interrupt's handler when there is room for a byte to send.
    #[notify(wakes = Tx)]
    pub fn has_room(&self) {
        self.mask_tx();
    }

    /// Reads a byte once there is one, or an overrun. An overrun comes before the bytes that followed it.
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
