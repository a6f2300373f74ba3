//! Reading from a UART in a `static`, which interrupts.

use crate::{
    executor::{Executor, join},
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker::Waitable;
use spmc_waker_examples::{irq::Uart, simulated_uart::SimulatedUart};
use std::{thread, time::Instant};

const BYTES: usize = 20_000;

static HARDWARE: SimulatedUart = SimulatedUart::new();
static UART: Waitable<Uart<&SimulatedUart>> = Waitable::new(Uart::new(&HARDWARE));

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "uart",
        outcome: read(executor),
    }]
}

fn read(executor: &Executor) -> Outcome {
    let start = Instant::now();
    // From the executor before, it is free again.
    let mut rx = UART.waiter().ok_or("the UART has a reader already")?;
    let wire = thread::spawn(send);
    let bytes = executor.run(async move {
        let mut bytes = Vec::with_capacity(BYTES);
        let mut buffer = [0; 16];
        while bytes.len() < BYTES {
            match rx.read(&mut buffer).await {
                Ok(read) => bytes.extend_from_slice(&buffer[..read]),
                Err(overrun) => return Err(overrun.to_string()),
            }
        }
        Ok(bytes)
    })??;
    let interrupts = join(wire)?;

    if !bytes.iter().copied().eq((0..BYTES).map(byte)) {
        return Err("other bytes came than were sent".to_owned());
    }
    if HARDWARE.is_interrupt_enabled() {
        return Err("the interrupt is enabled, though nobody waits".to_owned());
    }
    Ok(Passed {
        figure: Figure::Time(start.elapsed()),
        note: format!("for {BYTES} bytes, with {interrupts} interrupts"),
    })
}

/// The wire, and the processor that it interrupts. Returns how often it does.
fn send() -> usize {
    let mut interrupts = 0;
    for number in 0..BYTES {
        while HARDWARE.is_full() {
            thread::yield_now();
        }
        if HARDWARE.receive(byte(number)) {
            UART.notifier().handle();
            interrupts += 1;
        }
    }
    interrupts
}

const fn byte(number: usize) -> u8 {
    // A prime: no loss of a power of two goes unseen.
    (number % 251) as u8
}
