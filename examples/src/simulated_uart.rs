//! The hardware for [`irq`](crate::irq) where there is none: a UART whose wire is a thread.
//!
//! Its interrupt is as easily missed as can be: it is raised by the arrival of a byte, if it is enabled
//! just then, and not again for that byte.

use crate::irq::Registers;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many bytes the hardware holds.
pub const FIFO_SIZE: usize = 8;

/// A UART's registers.
#[derive(Debug)]
pub struct SimulatedUart {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    fifo: VecDeque<u8>,
    interrupt_enabled: bool,
    overrun: bool,
}

impl SimulatedUart {
    /// An idle UART, its interrupt masked.
    pub const fn new() -> Self {
        Self {
            state: Mutex::new(State {
                fifo: VecDeque::new(),
                interrupt_enabled: false,
                overrun: false,
            }),
        }
    }

    /// A byte comes in over the wire. Returns whether that raises the interrupt.
    #[must_use = "if the interrupt is raised, its handler is to be called"]
    pub fn receive(&self, byte: u8) -> bool {
        let mut state = self.state();
        if state.fifo.len() < FIFO_SIZE {
            state.fifo.push_back(byte);
        } else {
            state.overrun = true;
        }
        state.interrupt_enabled
    }

    /// Whether the next byte would be lost. A sender that asks has flow control.
    pub fn is_full(&self) -> bool {
        self.state().fifo.len() == FIFO_SIZE
    }

    /// Whether the next byte would raise the interrupt.
    pub fn is_interrupt_enabled(&self) -> bool {
        self.state().interrupt_enabled
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for SimulatedUart {
    fn default() -> Self {
        Self::new()
    }
}

impl Registers for &SimulatedUart {
    fn enable_interrupt(&self) {
        self.state().interrupt_enabled = true;
    }

    fn mask_interrupt(&self) {
        self.state().interrupt_enabled = false;
    }

    fn take_byte(&self) -> Option<u8> {
        self.state().fifo.pop_front()
    }

    fn has_overrun(&self) -> bool {
        self.state().overrun
    }

    fn clear_overrun(&self) {
        self.state().overrun = false;
    }
}
