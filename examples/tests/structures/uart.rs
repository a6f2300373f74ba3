//! Tests of the interrupt-driven UART, on each executor. Threads act as its wires.

use crate::support::on_each_executor;
use futures::{future::join, future::poll_fn, poll};
use spmc_waker::Waitable;
use spmc_waker_examples::{
    simulated_uart::{FIFO_SIZE, SimulatedUart},
    uart::{Interrupt, Overrun, Registers, Rx, Tx, Uart},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

on_each_executor!(
    every_byte_is_read,
    every_byte_is_written,
    both_directions_work_at_once,
    a_byte_before_the_interrupt_is_enabled_is_read,
    room_before_the_interrupt_is_enabled_is_seen,
    interrupts_are_enabled_only_while_a_task_waits,
    interrupts_are_masked_when_the_driver_is_gone,
    an_overrun_comes_after_the_bytes_before_it,
    no_gap_comes_without_an_overrun,
    there_is_one_driver_of_each_direction,
    a_received_byte_does_not_wake_the_writer,
    another_task_takes_the_wait_over,
    a_wake_without_a_byte_reads_nothing,
    two_uarts_share_nothing,
    polls_and_checks_read_and_write,
);

const HEAD_START: Duration = Duration::from_millis(5);

type Simulated = Uart<&'static SimulatedUart>;

/// A UART that lives for `'static`.
#[derive(Clone, Copy)]
struct Device {
    hardware: &'static SimulatedUart,
    uart: &'static Waitable<Simulated>,
}

impl Device {
    fn new() -> Self {
        let hardware: &SimulatedUart = Box::leak(Box::new(SimulatedUart::new()));
        let uart = Box::leak(Box::new(Waitable::new(Uart(hardware))));
        Self { hardware, uart }
    }

    fn claim(
        &self,
    ) -> (
        Rx<'static, &'static SimulatedUart>,
        Tx<'static, &'static SimulatedUart>,
    ) {
        let rx = Rx::claim(self.uart).expect("the reader is free");
        (rx, Tx::claim(self.uart).expect("the writer is free"))
    }

    /// Receives a byte from the wire.
    fn receive(&self, byte: u8) {
        if self.hardware.receive(byte) {
            Interrupt::new(self.uart).received();
        }
    }

    /// Sends a byte over the wire.
    fn transmit(&self) -> Option<u8> {
        let (byte, interrupts) = self.hardware.transmit();
        if interrupts {
            Interrupt::new(self.uart).has_room();
        }
        byte
    }

    /// Receives a byte once there is room, so that there is no overrun.
    fn receive_with_flow_control(&self, number: usize) {
        while self.hardware.is_full() {
            thread::yield_now();
        }
        // Sometimes the task waits already, and sometimes it begins to wait at this moment.
        if number.is_multiple_of(16) {
            for _ in 0..number % 499 {
                std::hint::spin_loop();
            }
            thread::yield_now();
        }
        self.receive(number as u8);
    }

    fn wait_for_byte(&self, number: usize) -> u8 {
        loop {
            if let Some(byte) = self.transmit() {
                return byte;
            }
            for _ in 0..number % 499 {
                std::hint::spin_loop();
            }
            thread::yield_now();
        }
    }
}

/// Firmware keeps everything in statics.
#[test]
fn statics_suffice() {
    static HARDWARE: SimulatedUart = SimulatedUart::new();
    static UART: Waitable<Simulated> = Waitable::new(Uart(&HARDWARE));

    crate::support::threads(async {
        let mut rx = Rx::claim(&UART).expect("the reader is free");
        thread::spawn(|| {
            thread::sleep(HEAD_START);
            if HARDWARE.receive(1) {
                Interrupt::new(&UART).received();
            }
        });
        assert_eq!(rx.read().await, Ok(1));
    });
}

const BYTES: usize = 20_000;

/// This test hangs if the interrupt is never enabled, or if it is enabled after the last look at the FIFO.
async fn every_byte_is_read() {
    let device = Device::new();
    let (mut rx, _) = device.claim();
    let wire = thread::spawn(move || {
        (0..BYTES).for_each(|number| device.receive_with_flow_control(number));
    });
    for number in 0..BYTES {
        assert_eq!(rx.read().await, Ok(number as u8));
    }
    wire.join().expect("the wire panicked");
}

async fn every_byte_is_written() {
    let device = Device::new();
    let (_, mut tx) = device.claim();
    let wire = thread::spawn(move || {
        (0..BYTES).all(|number| device.wait_for_byte(number) == number as u8)
    });
    for number in 0..BYTES {
        tx.write(number as u8).await;
    }
    let all_came = wire.join().expect("the wire panicked");
    assert!(all_came);
}

/// The wire returns every byte that is written, so neither side can continue without the other.
async fn both_directions_work_at_once() {
    let device = Device::new();
    let (mut rx, mut tx) = device.claim();
    let wire = thread::spawn(move || {
        for number in 0..BYTES {
            let byte = device.wait_for_byte(number);
            while device.hardware.is_full() {
                thread::yield_now();
            }
            device.receive(byte);
        }
    });
    let writing = async {
        for number in 0..BYTES {
            tx.write(number as u8).await;
        }
    };
    let reading = async {
        for number in 0..BYTES {
            assert_eq!(rx.read().await, Ok(number as u8));
        }
    };
    join(writing, reading).await;
    wire.join().expect("the wire panicked");
}

/// Hardware with an event just before the interrupt is enabled. So this event raises no interrupt.
struct Late<'a>(&'a SimulatedUart);

impl Registers for Late<'_> {
    fn interrupt_on_receive(&self, is_enabled: bool) {
        if is_enabled {
            assert!(!self.0.receive(7), "the interrupt is not enabled yet");
        }
        self.0.interrupt_on_receive(is_enabled);
    }

    fn interrupt_on_room(&self, is_enabled: bool) {
        if is_enabled {
            assert_eq!(
                self.0.transmit(),
                (Some(0), false),
                "the interrupt is not enabled yet"
            );
        }
        self.0.interrupt_on_room(is_enabled);
    }

    fn take(&self) -> Option<Result<u8, Overrun>> {
        self.0.take()
    }

    fn put(&self, byte: u8) -> bool {
        self.0.put(byte)
    }
}

/// embassy#7015: the byte comes after the first look at the FIFO, and before the interrupt is enabled. Only the second
/// look can find it.
async fn a_byte_before_the_interrupt_is_enabled_is_read() {
    let hardware = SimulatedUart::new();
    let uart = Waitable::new(Uart(Late(&hardware)));
    let mut rx = Rx::claim(&uart).expect("the reader is free");
    assert_eq!(rx.read().await, Ok(7));
    assert!(
        !hardware.receive(1),
        "nobody waits any more, so the interrupt is masked"
    );
}

async fn room_before_the_interrupt_is_enabled_is_seen() {
    let hardware = SimulatedUart::new();
    let uart = Waitable::new(Uart(Late(&hardware)));
    let mut tx = Tx::claim(&uart).expect("the writer is free");
    for _ in 0..FIFO_SIZE {
        assert!(tx.try_write(0));
    }
    tx.write(1).await;
    assert_eq!(
        hardware.transmit(),
        (Some(0), false),
        "the interrupt is masked"
    );
}

async fn interrupts_are_enabled_only_while_a_task_waits() {
    let device = Device::new();
    let (hardware, (mut rx, mut tx)) = (device.hardware, device.claim());
    let interrupts = Interrupt::new(device.uart);

    assert!(!hardware.receive(1), "nobody waits");
    assert_eq!(rx.read().await, Ok(1));
    let mut read = rx.read();
    assert_eq!(poll!(&mut read), Poll::Pending);
    assert!(hardware.receive(2));
    interrupts.received();
    assert!(!hardware.receive(3), "the handler masks it");
    assert_eq!(read.await, Ok(2));
    assert!(!hardware.receive(4), "the read is over");
    assert_eq!([rx.read().await, rx.read().await], [Ok(3), Ok(4)]);
    let mut read = rx.read();
    assert_eq!(poll!(&mut read), Poll::Pending);
    drop(read);
    assert!(!hardware.receive(5), "the read is cancelled");

    (0..FIFO_SIZE).for_each(|_| assert!(tx.try_write(0)));
    let mut write = tx.write(1);
    assert_eq!(poll!(&mut write), Poll::Pending);
    assert_eq!(hardware.transmit(), (Some(0), true));
    interrupts.has_room();
    assert_eq!(
        hardware.transmit(),
        (Some(0), false),
        "the handler masks it"
    );
    write.await;
    assert_eq!(hardware.transmit(), (Some(0), false), "the write is over");
    while tx.try_write(0) {}
    let mut write = tx.write(1);
    assert_eq!(poll!(&mut write), Poll::Pending);
    drop(write);
    assert_eq!(
        hardware.transmit(),
        (Some(0), false),
        "the write is cancelled"
    );
}

async fn interrupts_are_masked_when_the_driver_is_gone() {
    let device = Device::new();
    let (mut rx, mut tx) = device.claim();
    let mut read = rx.read();
    assert_eq!(poll!(&mut read), Poll::Pending);
    // Forget the futures: dropping them would mask the interrupts, too.
    std::mem::forget(read);
    while tx.try_write(0) {}
    let mut write = tx.write(1);
    assert_eq!(poll!(&mut write), Poll::Pending);
    std::mem::forget(write);
    drop((rx, tx));
    assert!(!device.hardware.receive(1));
    assert_eq!(device.hardware.transmit(), (Some(0), false));
    let (mut rx, _) = device.claim();
    assert_eq!(rx.read().await, Ok(1));
}

async fn an_overrun_comes_after_the_bytes_before_it() {
    let device = Device::new();
    let (mut rx, _) = device.claim();
    assert_eq!(poll!(rx.read()), Poll::Pending);
    for byte in 0..=FIFO_SIZE {
        device.receive(byte as u8);
    }
    for byte in 0..FIFO_SIZE {
        assert_eq!(rx.read().await, Ok(byte as u8));
    }
    assert_eq!(rx.read().await, Err(Overrun));
    assert_eq!(poll!(rx.read()), Poll::Pending);
}

/// There is no flow control, so bytes may be lost. But each loss is reported, and the last byte arrives.
async fn no_gap_comes_without_an_overrun() {
    const LAST: u8 = 255;

    let device = Device::new();
    let (mut rx, _) = device.claim();
    let wire = thread::spawn(move || {
        (0..BYTES).for_each(|number| device.receive((number % 251) as u8));
        while device.hardware.is_full() {
            thread::yield_now();
        }
        device.receive(LAST);
    });
    let (mut due, mut overruns, mut gaps) = (0, 0, 0);
    loop {
        match rx.read().await {
            Ok(LAST) => break,
            Ok(byte) => {
                gaps += u32::from(byte != due);
                assert!(gaps <= overruns, "read {byte}, expected {due}");
                due = (byte + 1) % 251;
            }
            Err(Overrun) => overruns += 1,
        }
    }
    wire.join().expect("the wire panicked");
}

/// esp-hal#973, embassy#946: a second task replaced the first one's waker.
async fn there_is_one_driver_of_each_direction() {
    let Device { uart, .. } = Device::new();
    let (rx, tx) = (Rx::claim(uart), Tx::claim(uart));
    assert!(rx.is_some() && tx.is_some());
    assert!(Rx::claim(uart).is_none() && Tx::claim(uart).is_none());
    drop(rx);
    assert!(Rx::claim(uart).is_some() && Tx::claim(uart).is_none());
}

/// A wake of a task that has nothing to do would cost power.
async fn a_received_byte_does_not_wake_the_writer() {
    #[derive(Default)]
    struct Woken(AtomicBool);
    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Relaxed);
        }
    }

    let device = Device::new();
    let (mut rx, mut tx) = device.claim();
    while tx.try_write(0) {}
    let [reader, writer] = [(); 2].map(|()| Arc::new(Woken::default()));
    let (for_reader, for_writer) = (Waker::from(reader.clone()), Waker::from(writer.clone()));
    let pending = rx.poll_read(&mut Context::from_waker(&for_reader));
    assert!(pending.is_pending());
    let pending = tx.poll_write(&mut Context::from_waker(&for_writer), 1);
    assert!(pending.is_pending());
    device.receive(1);
    assert!(reader.0.load(Relaxed) && !writer.0.swap(false, Relaxed));
    assert_eq!(rx.try_read(), Some(Ok(1)));
    assert!(!writer.0.load(Relaxed), "the read does not wake it, either");
    reader.0.store(false, Relaxed);
    let pending = rx.poll_read(&mut Context::from_waker(&for_reader));
    assert!(pending.is_pending());
    assert_eq!(device.transmit(), Some(0));
    assert!(writer.0.load(Relaxed) && !reader.0.load(Relaxed));
}

/// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
async fn another_task_takes_the_wait_over() {
    let device = Device::new();
    let (mut rx, _) = device.claim();
    assert_eq!(poll!(rx.read()), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(rx.read()));
    thread::sleep(HEAD_START);
    device.receive(1);
    assert_eq!(other.join().expect("the other task panicked"), Ok(1));
}

/// embassy#3319: an interrupt and the poll after it were taken for a byte.
async fn a_wake_without_a_byte_reads_nothing() {
    let device = Device::new();
    let (mut rx, _) = device.claim();
    let mut read = rx.read();
    assert_eq!(poll!(&mut read), Poll::Pending);
    Interrupt::new(device.uart).received();
    assert_eq!(
        poll!(&mut read),
        Poll::Pending,
        "the interrupt is enabled again"
    );
    thread::spawn(move || {
        if device.hardware.receive(1) {
            Interrupt::new(device.uart).received();
        }
    });
    assert_eq!(read.await, Ok(1));
}

/// esp-hal#2065: all peripherals shared one waker of their driver.
async fn two_uarts_share_nothing() {
    let (first, second) = (Device::new(), Device::new());
    let ((mut first_rx, _), (mut second_rx, _)) = (first.claim(), second.claim());
    let waiting = thread::spawn(move || futures::executor::block_on(first_rx.read()));
    assert_eq!(poll!(second_rx.read()), Poll::Pending);
    thread::sleep(HEAD_START);
    first.receive(1);
    assert_eq!(waiting.join().expect("the reader panicked"), Ok(1));
    thread::spawn(move || second.receive(2));
    assert_eq!(second_rx.read().await, Ok(2));
}

async fn polls_and_checks_read_and_write() {
    let device = Device::new();
    let (mut rx, mut tx) = device.claim();
    assert_eq!(rx.try_read(), None);
    device.receive(1);
    assert_eq!(rx.try_read(), Some(Ok(1)));
    thread::spawn(move || device.receive(2));
    assert_eq!(poll_fn(|cx| rx.poll_read(cx)).await, Ok(2));
    while tx.try_write(0) {}
    thread::spawn(move || device.transmit());
    poll_fn(|cx| tx.poll_write(cx, 1)).await;
    let rest: Vec<_> = std::iter::from_fn(|| device.transmit()).collect();
    assert_eq!(rest, [0, 0, 0, 0, 0, 0, 0, 1]);
}
