//! Tests of the socket with a reader, a writer and a driver, on each executor. The driver is a thread with mio's poll,
//! or the test itself.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::join, poll};
use mio::{Events, Interest, Poll as Epoll, Token, net::TcpStream};
use spmc_waker_examples::readiness::{Driver, Reader, Readiness, Writer};
use std::{
    io::{self, ErrorKind::WouldBlock, Read, Write},
    net,
    sync::{Arc, Mutex},
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    all_bytes_come_back_through_a_real_socket,
    a_far_end_that_goes_ends_the_read,
    an_event_as_the_wait_begins_is_not_missed,
    an_event_between_the_io_and_its_result_is_not_missed,
    an_event_wakes_the_end_that_it_is_for,
    a_failure_wakes_both_ends,
    a_driver_that_goes_ends_both_waits,
    a_socket_that_is_not_ready_is_left_alone,
    bytes_that_are_there_come_although_the_driver_is_gone,
);

const HEAD_START: Duration = Duration::from_millis(5);

/// Returns both ends of a connection. The near end has a driver, which stops when the connection ends.
fn connect() -> (net::TcpStream, Reader<TcpStream>, Writer<TcpStream>) {
    let listener = net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound");
    let far_end = net::TcpStream::connect(address).expect("it is bound");
    let (socket, _) = listener.accept().expect("it is connected");
    socket.set_nonblocking(true).expect("it can be");
    let mut socket = TcpStream::from_std(socket);
    let epoll = Epoll::new().expect("epoll or the like");
    let both = Interest::READABLE | Interest::WRITABLE;
    let registered = epoll.registry().register(&mut socket, Token(0), both);
    registered.expect("it is a socket");
    let (driver, reader, writer) = Readiness::new(socket).into_handles();
    thread::spawn(move || drive(epoll, &driver));
    (far_end, reader, writer)
}

fn drive(mut epoll: Epoll, driver: &Driver<TcpStream>) {
    let mut events = Events::with_capacity(8);
    loop {
        epoll.poll(&mut events, None).expect("epoll or the like");
        for event in &events {
            if event.is_error() {
                return driver.failed();
            }
            if event.is_readable() {
                driver.readable();
            }
            if event.is_writable() {
                driver.writable();
            }
            if event.is_read_closed() && event.is_write_closed() {
                return driver.failed();
            }
        }
    }
}

/// Sends more bytes than the connection's buffers hold, so that both ends wait.
async fn all_bytes_come_back_through_a_real_socket() {
    const BYTES: usize = 8 << 20;
    const CHUNK: usize = 1 << 14;

    let (mut far_end, mut reader, mut writer) = connect();
    let echo = thread::spawn(move || {
        let mut chunk = [0; CHUNK];
        let mut left = BYTES;
        while left > 0 {
            let read = far_end.read(&mut chunk)?;
            far_end.write_all(&chunk[..read])?;
            left -= read;
        }
        io::Result::Ok(far_end)
    });
    let byte = |number: usize| (number % 251) as u8;
    let writing = async {
        let mut written = 0;
        while written < BYTES {
            let end = BYTES.min(written + CHUNK);
            let chunk: Vec<_> = (written..end).map(byte).collect();
            written += writer.write(&chunk).await.expect("it is connected");
        }
    };
    let reading = async {
        let (mut number, mut chunk) = (0, [0; CHUNK]);
        while number < BYTES {
            let read = reader.read(&mut chunk).await.expect("it is connected");
            assert_ne!(read, 0, "the connection ended after {number} bytes");
            for &read in &chunk[..read] {
                assert_eq!(read, byte(number));
                number += 1;
            }
        }
    };
    join(writing, reading).await;
    let echo = echo.join().expect("the far end panicked");
    drop(echo.expect("it is connected"));
}

async fn a_far_end_that_goes_ends_the_read() {
    let (mut far_end, mut reader, _writer) = connect();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        far_end.write_all(&[1]).expect("it is connected");
    });
    let mut byte = [0];
    assert_eq!(reader.read(&mut byte).await.expect("it is connected"), 1);
    assert_eq!(reader.read(&mut byte).await.expect("an end, no error"), 0);
}

/// A socket that the test controls. It sets the number of bytes to read, and the room to write.
#[derive(Clone, Default)]
struct Socket(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    bytes: usize,
    room: usize,
    /// The number of calls of `read` and `write`.
    calls: usize,
    /// Runs during the next call that would block.
    meanwhile: Option<Box<dyn FnOnce() + Send>>,
}

impl Socket {
    fn add(&self, bytes: usize, room: usize) {
        let state = &mut *self.0.lock().expect("poisoned");
        state.bytes += bytes;
        state.room += room;
    }

    fn calls(&self) -> usize {
        self.0.lock().expect("poisoned").calls
    }

    fn use_up(&self, wanted: usize, of: fn(&mut State) -> &mut usize) -> io::Result<usize> {
        let mut state = self.0.lock().expect("poisoned");
        state.calls += 1;
        let available = of(&mut state);
        let taken = wanted.min(*available);
        *available -= taken;
        if taken > 0 {
            return Ok(taken);
        }
        let meanwhile = state.meanwhile.take();
        drop(state);
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        Err(WouldBlock.into())
    }
}

impl Read for &Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.use_up(buffer.len(), |state| &mut state.bytes)
    }
}

impl Write for &Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.use_up(bytes.len(), |state| &mut state.room)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Handles = (Driver<Socket>, Reader<Socket>, Writer<Socket>);

fn by_hand() -> (Socket, Handles) {
    let socket = Socket::default();
    (socket.clone(), Readiness::new(socket).into_handles())
}

/// embassy#7015: the event came between the check and the registration.
async fn an_event_as_the_wait_begins_is_not_missed() {
    let (socket, (mut driver, mut reader, mut writer)) = by_hand();
    for round in rounds() {
        let socket = socket.clone();
        let driving = at_once(round, move || {
            socket.add(1, 1);
            match round % 3 {
                0 => driver.failed(),
                _ => (driver.readable(), driver.writable()).0,
            }
            driver
        });
        let both = join(writer.write(&[0]), async {
            reader.read(&mut [0]).await.expect("there is a driver")
        });
        let (written, read) = both.await;
        assert_eq!((written.expect("there is a driver"), read), (1, 1));
        driver = driving.join().expect("the driver panicked");
    }
}

/// An event arrives while the socket returns that it would block. That result must not clear the event.
async fn an_event_between_the_io_and_its_result_is_not_missed() {
    let (socket, (driver, mut reader, _writer)) = by_hand();
    let meanwhile = {
        let socket = socket.clone();
        move || {
            socket.add(1, 0);
            driver.readable();
            std::mem::forget(driver);
        }
    };
    socket.0.lock().expect("poisoned").meanwhile = Some(Box::new(meanwhile));
    assert_eq!(reader.read(&mut [0]).await.expect("there is a driver"), 1);
}

async fn an_event_wakes_the_end_that_it_is_for() {
    let (socket, (driver, mut reader, mut writer)) = by_hand();
    let reading = thread::spawn(move || {
        let read = futures::executor::block_on(reader.read(&mut [0]));
        read.expect("there is a driver")
    });
    thread::sleep(HEAD_START);
    assert!(poll!(writer.write(&[0])).is_pending());
    socket.add(1, 0);
    driver.readable();
    assert_eq!(reading.join().expect("the reader panicked"), 1);
    assert!(poll!(writer.write(&[0])).is_pending());
    socket.add(0, 1);
    driver.writable();
    assert_eq!(writer.write(&[0]).await.expect("there is a driver"), 1);
}

async fn a_failure_wakes_both_ends() {
    let (socket, (driver, mut reader, mut writer)) = by_hand();
    let mut byte = [0];
    let both = join(reader.read(&mut byte), writer.write(&[0]));
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        socket.add(1, 1);
        driver.failed();
        std::mem::forget(driver);
    });
    let (read, written) = both.await;
    assert_eq!((read.ok(), written.ok()), (Some(1), Some(1)));
}

async fn a_driver_that_goes_ends_both_waits() {
    let (_, (driver, mut reader, mut writer)) = by_hand();
    let clone = driver.clone();
    drop(driver);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(clone);
    });
    let mut byte = [0];
    let (read, written) = join(reader.read(&mut byte), writer.write(&[0])).await;
    assert!(read.is_err() && written.is_err());
}

/// The driver saves system calls that would only block.
async fn a_socket_that_is_not_ready_is_left_alone() {
    let (socket, (driver, mut reader, _writer)) = by_hand();
    assert!(reader.try_read(&mut [0]).is_pending());
    assert_eq!(socket.calls(), 1);
    assert!(poll!(reader.read(&mut [0])).is_pending());
    assert_eq!(socket.calls(), 1, "there was no event");
    driver.readable();
    assert!(poll!(reader.read(&mut [0])).is_pending());
    assert_eq!(
        socket.calls(),
        2,
        "one call after the event, and none after registering"
    );
}

async fn bytes_that_are_there_come_although_the_driver_is_gone() {
    let (socket, (driver, mut reader, _writer)) = by_hand();
    socket.add(2, 0);
    driver.readable();
    drop(driver);
    for _ in 0..2 {
        let Poll::Ready(Ok(1)) = reader.try_read(&mut [0]) else {
            panic!("the byte was not read");
        };
    }
    assert!(reader.read(&mut [0]).await.is_err());
}
