//! Bytes through a TCP connection and back, with an I/O driver on a thread.

use crate::{
    executor::{Executor, join},
    report::{Entry, Figure, Outcome, Passed},
};
use mio::{Events, Interest, Poll, Token, net::TcpStream};
use spmc_waker_examples::readiness::{Driver, Readiness};
use std::{
    io::{self, Read as _, Write as _},
    net, thread,
    time::Instant,
};

/// More than the connection's buffers hold, so that both ends wait.
const BYTES: usize = 16 << 20;
const CHUNK: usize = 1 << 14;

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "socket",
        outcome: echo(executor),
    }]
}

fn echo(executor: &Executor) -> Outcome {
    let start = Instant::now();
    let (far_end, socket, epoll) = connect().map_err(|error| error.to_string())?;
    let (driver, mut reader, mut writer) = Readiness::new(socket).into_handles();
    let far_end = thread::spawn(move || send_back(far_end));
    let driving = thread::spawn(move || drive(epoll, &driver));
    executor.spawn(async move {
        let bytes: Vec<_> = (0..BYTES).map(byte).collect();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            // A reader without bytes reports what was wrong.
            let Ok(written) = writer.write(&rest[..CHUNK.min(rest.len())]).await else {
                return;
            };
            rest = &rest[written..];
        }
    });
    executor.run(async move {
        let (mut chunk, mut number) = ([0; CHUNK], 0);
        while number < BYTES {
            let read = reader.read(&mut chunk).await;
            let read = read.map_err(|error| error.to_string())?;
            if read == 0 {
                return Err(format!("the end came after {number} of {BYTES} bytes"));
            }
            for &came in &chunk[..read] {
                if came != byte(number) {
                    return Err(format!("{came} came when {} was due", byte(number)));
                }
                number += 1;
            }
        }
        Ok(())
    })??;
    join(far_end)?.map_err(|error| error.to_string())?;
    let events = join(driving)?.map_err(|error| error.to_string())?;
    Ok(Passed {
        figure: Figure::Time(start.elapsed()),
        note: format!("for {} MiB and back, with {events} events", BYTES >> 20),
    })
}

/// A connection: its far end, its near end, and what drives that.
fn connect() -> io::Result<(net::TcpStream, TcpStream, Poll)> {
    let listener = net::TcpListener::bind("127.0.0.1:0")?;
    let far_end = net::TcpStream::connect(listener.local_addr()?)?;
    let (socket, _) = listener.accept()?;
    socket.set_nonblocking(true)?;
    let (mut socket, epoll) = (TcpStream::from_std(socket), Poll::new()?);
    let both = Interest::READABLE | Interest::WRITABLE;
    epoll.registry().register(&mut socket, Token(0), both)?;
    Ok((far_end, socket, epoll))
}

/// Passes events on until the far end is gone. Returns how many there were.
fn drive(mut epoll: Poll, driver: &Driver<TcpStream>) -> io::Result<usize> {
    let (mut events, mut count) = (Events::with_capacity(8), 0);
    loop {
        epoll.poll(&mut events, None)?;
        for event in &events {
            count += 1;
            if event.is_readable() {
                driver.readable();
            }
            if event.is_writable() {
                driver.writable();
            }
            if event.is_read_closed() {
                driver.failed();
                return Ok(count);
            }
        }
    }
}

/// The far end: a thread that blocks.
fn send_back(mut far_end: net::TcpStream) -> io::Result<()> {
    let (mut chunk, mut left) = ([0; CHUNK], BYTES);
    while left > 0 {
        let read = far_end.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        far_end.write_all(&chunk[..read])?;
        left -= read;
    }
    Ok(())
}

const fn byte(number: usize) -> u8 {
    // A prime: no loss of a power of two goes unseen.
    (number % 251) as u8
}
