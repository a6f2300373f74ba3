//! Simulated hardware for [`uart`](crate::uart). Its wires are threads.
//!
//! Its interrupts are easily missed: an event raises its interrupt only if that is enabled just then, and
//! only once. After an overrun, the hardware takes no bytes until the overrun is read.

use crate::uart::{Overrun, Registers};
use parking_lot::Mutex;
use std::{collections::VecDeque, mem};

/// How many bytes the hardware holds in each direction.
pub const FIFO_SIZE: usize = 8;

/// A UART's registers. All interrupts are masked at first.
#[derive(Debug)]
pub struct SimulatedUart {
    rx: Mutex<Fifo>,
    tx: Mutex<Fifo>,
}

#[derive(Debug)]
struct Fifo {
    bytes: VecDeque<u8>,
    interrupts: bool,
    has_overrun: bool,
}

impl Fifo {
    const EMPTY: Self = Self {
        bytes: VecDeque::new(),
        interrupts: false,
        has_overrun: false,
    };

    /// Pushes a byte if there is room. Returns whether there was.
    fn push(&mut self, byte: u8) -> bool {
        let has_room = self.bytes.len() < FIFO_SIZE && !self.has_overrun;
        self.bytes.extend(has_room.then_some(byte));
        has_room
    }
}

impl SimulatedUart {
    /// An idle UART.
    #[expect(clippy::new_without_default, reason = "it is for statics")]
    pub const fn new() -> Self {
        Self {
            rx: Mutex::new(Fifo::EMPTY),
            tx: Mutex::new(Fifo::EMPTY),
        }
    }

    /// A byte comes in. Returns whether that raises the interrupt. If so, call its handler.
    pub fn receive(&self, byte: u8) -> bool {
        let rx = &mut *self.rx.lock();
        rx.has_overrun |= !rx.push(byte);
        rx.interrupts
    }

    /// Whether the next byte that comes in would be lost. A sender with flow control asks first.
    pub fn is_full(&self) -> bool {
        let rx = self.rx.lock();
        rx.bytes.len() == FIFO_SIZE || rx.has_overrun
    }

    /// A byte goes out, if there is one. Returns it, and whether the new room raises the interrupt.
    pub fn transmit(&self) -> (Option<u8>, bool) {
        let tx = &mut *self.tx.lock();
        let byte = tx.bytes.pop_front();
        (byte, byte.is_some() && tx.interrupts)
    }
}

impl Registers for &SimulatedUart {
    fn interrupt_on_receive(&self, is_enabled: bool) {
        self.rx.lock().interrupts = is_enabled;
    }

    fn interrupt_on_room(&self, is_enabled: bool) {
        self.tx.lock().interrupts = is_enabled;
    }

    fn take(&self) -> Option<Result<u8, Overrun>> {
        let rx = &mut *self.rx.lock();
        let overrun = || mem::take(&mut rx.has_overrun).then_some(Err(Overrun));
        rx.bytes.pop_front().map(Ok).or_else(overrun)
    }

    fn put(&self, byte: u8) -> bool {
        self.tx.lock().push(byte)
    }
}
