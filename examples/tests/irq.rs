//! The interrupt-driven UART, on each executor: threads are its wires.

#![forbid(unsafe_code)]

mod support;

use futures::{future::poll_fn, poll};
use spmc_waker::Waitable;
use spmc_waker_examples::{
    irq::{Overrun, Registers, Uart},
    simulated_uart::{FIFO_SIZE, SimulatedUart},
};
use std::{task::Poll, thread, time::Duration};
use support::on_each_executor;

on_each_executor!(
    every_byte_is_read,
    arrival_before_the_interrupt_is_enabled,
    enabled_only_while_waiting,
    masked_when_the_driver_is_gone,
    an_overrun_is_reported,
    no_gap_without_an_overrun,
    one_driver_at_a_time,
    moved_to_another_task,
    a_wake_without_a_byte,
    two_uarts,
    try_and_poll,
);

/// A UART that lives as long as a `static`.
struct Device {
    hardware: &'static SimulatedUart,
    uart: &'static Waitable<Uart<&'static SimulatedUart>>,
}

impl Device {
    fn new() -> Self {
        let hardware: &SimulatedUart = Box::leak(Box::default());
        let uart = Box::leak(Box::new(Waitable::new(Uart::new(hardware))));
        Self { hardware, uart }
    }

    /// A byte comes in over the wire.
    fn receive(&self, byte: u8) {
        if self.hardware.receive(byte) {
            self.uart.notifier().handle();
        }
    }
}

/// As in firmware: statics alone.
#[test]
fn statics() {
    static HARDWARE: SimulatedUart = SimulatedUart::new();
    static UART: Waitable<Uart<&SimulatedUart>> = Waitable::new(Uart::new(&HARDWARE));

    support::threads(async {
        let mut rx = UART.waiter().expect("there is no other");
        thread::spawn(|| {
            thread::sleep(Duration::from_millis(5));
            if HARDWARE.receive(1) {
                UART.notifier().handle();
            }
        });
        let mut byte = [0];
        assert_eq!(rx.read(&mut byte).await, Ok(1));
        assert_eq!(byte, [1]);
    });
}

/// If the interrupt were not enabled, or enabled after the last look at the FIFO, this would hang.
async fn every_byte_is_read() {
    const BYTES: usize = 20_000;

    let Device { hardware, uart } = Device::new();
    let mut rx = uart.waiter().expect("there is no other");
    let wire = thread::spawn(move || {
        for number in 0..BYTES {
            while hardware.is_full() {
                thread::yield_now();
            }
            // Now and then so late that the task waits, and so that it is just about to.
            if number % 16 == 0 {
                for _ in 0..number % 499 {
                    std::hint::spin_loop();
                }
                thread::yield_now();
            }
            if hardware.receive(number as u8) {
                uart.notifier().handle();
            }
        }
    });
    let mut number = 0;
    let mut buffer = [0; 5];
    while number < BYTES {
        let read = rx.read(&mut buffer).await.expect("there is flow control");
        for &byte in &buffer[..read] {
            assert_eq!(byte, number as u8);
            number += 1;
        }
    }
    wire.join().expect("the wire panicked");
}

/// embassy#7015: the byte comes after the first look at the FIFO, and raises no interrupt. Only the
/// second look, after the interrupt is enabled, can find it.
async fn arrival_before_the_interrupt_is_enabled() {
    struct Late<'a>(&'a SimulatedUart);

    impl Registers for Late<'_> {
        fn enable_interrupt(&self) {
            assert!(!self.0.receive(7), "not enabled yet");
            self.0.enable_interrupt();
        }

        fn mask_interrupt(&self) {
            self.0.mask_interrupt();
        }

        fn take_byte(&self) -> Option<u8> {
            self.0.take_byte()
        }

        fn has_overrun(&self) -> bool {
            self.0.has_overrun()
        }

        fn clear_overrun(&self) {
            self.0.clear_overrun();
        }
    }

    let hardware = SimulatedUart::new();
    let uart = Waitable::new(Uart::new(Late(&hardware)));
    let mut rx = uart.waiter().expect("there is no other");
    let mut byte = [0];
    assert_eq!(rx.read(&mut byte).await, Ok(1));
    assert_eq!(byte, [7]);
    assert!(!hardware.is_interrupt_enabled(), "nobody waits any more");
}

async fn enabled_only_while_waiting() {
    let device = Device::new();
    let (hardware, mut rx) = (device.hardware, device.uart.waiter().unwrap());
    let mut byte = [0];
    assert!(!hardware.is_interrupt_enabled());
    let mut read = rx.read(&mut byte);
    assert_eq!(poll!(&mut read), Poll::Pending);
    assert!(hardware.is_interrupt_enabled());
    device.receive(1);
    assert!(!hardware.is_interrupt_enabled(), "the handler masks it");
    assert_eq!(read.await, Ok(1));
    assert!(!hardware.is_interrupt_enabled());

    let mut read = rx.read(&mut byte);
    assert_eq!(poll!(&mut read), Poll::Pending);
    assert!(hardware.is_interrupt_enabled());
    drop(read);
    assert!(!hardware.is_interrupt_enabled(), "the read is cancelled");
}

async fn masked_when_the_driver_is_gone() {
    let device = Device::new();
    let mut rx = device.uart.waiter().expect("there is no other");
    let mut byte = [0];
    let mut read = rx.read(&mut byte);
    assert_eq!(poll!(&mut read), Poll::Pending);
    // Its drop would mask it, too.
    std::mem::forget(read);
    assert!(device.hardware.is_interrupt_enabled());
    drop(rx);
    assert!(!device.hardware.is_interrupt_enabled());
    device.receive(1);
    let mut rx = device.uart.waiter().expect("the other is gone");
    assert_eq!(rx.read(&mut byte).await, Ok(1));
}

async fn an_overrun_is_reported() {
    let device = Device::new();
    let mut rx = device.uart.waiter().expect("there is no other");
    let mut bytes = [0; 2 * FIFO_SIZE];
    assert_eq!(poll!(rx.read(&mut bytes)), Poll::Pending);
    for byte in 0..=FIFO_SIZE {
        device.receive(byte as u8);
    }
    assert_eq!(rx.read(&mut bytes).await, Err(Overrun));
    assert_eq!(rx.read(&mut bytes).await, Ok(FIFO_SIZE));
    assert!(bytes[..FIFO_SIZE].iter().copied().eq(0..FIFO_SIZE as u8));
    assert_eq!(poll!(rx.read(&mut bytes)), Poll::Pending);
}

/// A wire without flow control: bytes may be lost, but not unnoticed, and the last is not.
async fn no_gap_without_an_overrun() {
    const BYTES: usize = 20_000;
    const LAST: u8 = 255;

    let Device { hardware, uart } = Device::new();
    let mut rx = uart.waiter().expect("there is no other");
    let wire = thread::spawn(move || {
        let receive = |byte| {
            if hardware.receive(byte) {
                uart.notifier().handle();
            }
        };
        (0..BYTES).for_each(|number| receive((number % 251) as u8));
        while hardware.is_full() {
            thread::yield_now();
        }
        receive(LAST);
    });
    let (mut due, mut overruns, mut gaps) = (0, 0, 0);
    let mut buffer = [0; 3 * FIFO_SIZE];
    'reading: loop {
        let read = match rx.read(&mut buffer).await {
            Ok(read) => read,
            Err(Overrun) => {
                overruns += 1;
                continue;
            }
        };
        for &byte in &buffer[..read] {
            if byte == LAST {
                break 'reading;
            }
            if byte != due {
                gaps += 1;
            }
            assert!(gaps <= overruns, "{byte} came when {due} was due");
            due = (byte + 1) % 251;
        }
    }
    wire.join().expect("the wire panicked");
}

/// esp-hal#973, embassy#946: a second task takes the waker over.
async fn one_driver_at_a_time() {
    let Device { uart, .. } = Device::new();
    let rx = uart.waiter();
    assert!(rx.is_some());
    assert!(uart.waiter().is_none());
    drop(rx);
    assert!(uart.waiter().is_some());
}

/// futures-intrusive#18: a waker stored at the first poll only is that of the old task.
async fn moved_to_another_task() {
    let device = Device::new();
    let mut rx = device.uart.waiter().expect("there is no other");
    let mut byte = [0];
    assert_eq!(poll!(rx.read(&mut byte)), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(rx.read(&mut byte)));
    thread::sleep(Duration::from_millis(5));
    device.receive(1);
    assert_eq!(other.join().expect("the other task panicked"), Ok(1));
}

/// embassy#3319: an interrupt, and the poll after it, are not taken for a byte.
async fn a_wake_without_a_byte() {
    let device = Device::new();
    let mut rx = device.uart.waiter().expect("there is no other");
    let mut byte = [0];
    let mut read = rx.read(&mut byte);
    assert_eq!(poll!(&mut read), Poll::Pending);
    device.uart.notifier().handle();
    assert!(!device.hardware.is_interrupt_enabled());
    assert_eq!(poll!(&mut read), Poll::Pending);
    assert!(device.hardware.is_interrupt_enabled(), "armed again");
    thread::spawn(move || device.receive(1));
    assert_eq!(read.await, Ok(1));
}

/// esp-hal#2065: a driver's waker was one for all peripherals.
async fn two_uarts() {
    let (first, second) = (Device::new(), Device::new());
    let mut first_rx = first.uart.waiter().expect("there is no other");
    let mut second_rx = second.uart.waiter().expect("it is another UART's");
    let waiting = thread::spawn(move || {
        let mut byte = [0];
        futures::executor::block_on(first_rx.read(&mut byte)).map(|_| byte)
    });
    let mut byte = [0];
    assert_eq!(poll!(second_rx.read(&mut byte)), Poll::Pending);
    thread::sleep(Duration::from_millis(5));
    first.receive(1);
    assert_eq!(waiting.join().expect("the reader panicked"), Ok([1]));
    thread::spawn(move || second.receive(2));
    assert_eq!(second_rx.read(&mut byte).await, Ok(1));
    assert_eq!(byte, [2]);
}

async fn try_and_poll() {
    let device = Device::new();
    let mut rx = device.uart.waiter().expect("there is no other");
    let mut bytes = [0; 2];
    assert_eq!(rx.try_read(&mut bytes), None);
    assert_eq!(rx.try_read(&mut []), Some(Ok(0)));
    assert!(!device.hardware.is_interrupt_enabled());
    device.receive(1);
    assert_eq!(rx.try_read(&mut bytes), Some(Ok(1)));
    thread::spawn(move || device.receive(2));
    let read = poll_fn(|cx| rx.poll_read(cx, &mut bytes)).await;
    assert_eq!((read, bytes[0]), (Ok(1), 2));
}
