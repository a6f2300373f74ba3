//! Writing to a UART in a `static`, and reading what comes back, driven by its interrupts.

use crate::{
    executor::{Executor, join},
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker::Waitable;
use spmc_waker_examples::{
    simulated_uart::SimulatedUart,
    uart::{Interrupt, Registers as _, Rx, Tx, Uart},
};
use std::{thread, time::Instant};

const BYTES: usize = 20_000;

static HARDWARE: SimulatedUart = SimulatedUart::new();
static UART: Waitable<Uart<&SimulatedUart>> = Waitable::new(Uart(&HARDWARE));

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "uart",
        outcome: loop_back(executor),
    }]
}

fn loop_back(executor: &Executor) -> Outcome {
    const CLAIMED: &str = "the UART has a driver already";

    let start = Instant::now();
    // From the executor before, they are free again.
    let mut rx = Rx::claim(&UART).ok_or(CLAIMED)?;
    let mut tx = Tx::claim(&UART).ok_or(CLAIMED)?;
    let wire = thread::spawn(connect_both_ends);
    executor.spawn(async move {
        for number in 0..BYTES {
            tx.write(byte(number)).await;
        }
    });
    executor.run(async move {
        for number in 0..BYTES {
            let came = rx.read().await;
            if came != Ok(byte(number)) {
                return Err(format!("{came:?} came when {} was due", byte(number)));
            }
        }
        Ok(())
    })??;
    let interrupts = join(wire)?;

    if HARDWARE.receive(0) {
        return Err("the interrupt is enabled, though nobody waits".to_owned());
    }
    // That byte was for the check.
    let _ = (&HARDWARE).take();
    Ok(Passed {
        figure: Figure::Time(start.elapsed()),
        note: format!("for {BYTES} bytes, with {interrupts} interrupts"),
    })
}

/// The wire, and the processor that it interrupts. Returns how often it does.
fn connect_both_ends() -> usize {
    let (mut interrupts, mut bytes) = (0, 0);
    while bytes < BYTES {
        let (sent, has_room) = HARDWARE.transmit();
        if has_room {
            Interrupt::new(&UART).has_room();
            interrupts += 1;
        }
        let Some(byte) = sent else {
            thread::yield_now();
            continue;
        };
        while HARDWARE.is_full() {
            thread::yield_now();
        }
        if HARDWARE.receive(byte) {
            Interrupt::new(&UART).received();
            interrupts += 1;
        }
        bytes += 1;
    }
    interrupts
}

const fn byte(number: usize) -> u8 {
    // A prime: no loss of a power of two goes unseen.
    (number % 251) as u8
}
