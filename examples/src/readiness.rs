//! One socket with a reader, a writer and a driver, like `ScheduledIo` in tokio's I/O driver.
//!
//! ```
//! use futures::executor::block_on;
//! use std::{io::Write, net::*, thread};
//!
//! let listener = TcpListener::bind("127.0.0.1:0").unwrap();
//! let mut far_end = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
//! let (socket, _) = listener.accept().unwrap();
//! socket.set_nonblocking(true).unwrap();
//!
//! let readiness = spmc_waker_examples::readiness::Readiness::new(socket);
//! let (driver, mut reader, mut writer) = readiness.into_handles();
//! thread::spawn(move || {
//!     far_end.write_all(b"ping").unwrap();
//!     // A real driver waits for this with epoll or the like.
//!     while driver.socket().peek(&mut [0]).is_err() {}
//!     driver.readable();
//! });
//! assert_eq!(block_on(reader.read(&mut [0; 4])).unwrap(), 4);
//! assert_eq!(block_on(writer.write(b"pong")).unwrap(), 4);
//! ```

use spmc_waker::waitable;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;

/// A socket that does not block, and what its driver has reported about it.
#[derive(Debug)]
pub struct Readiness<S> {
    socket: S,
    /// How often the socket has become readable and writable. It starts at 1, so that both ends try first.
    reads: AtomicUsize,
    writes: AtomicUsize,
    has_no_driver: AtomicBool,
}

impl<S> Readiness<S> {
    /// The readiness of this socket, which must not block.
    pub const fn new(socket: S) -> Self {
        Self {
            socket,
            reads: AtomicUsize::new(1),
            writes: AtomicUsize::new(1),
            has_no_driver: AtomicBool::new(false),
        }
    }
}

// `tried` is the number of events at which the socket last had nothing to read, or no room.
#[waitable(
    notifier = Driver,
    waiter = Reader { tried: usize = 0 },
    waiter = Writer { tried: usize = 0 }
)]
impl<S> Readiness<S> {
    /// The socket has become readable, or the other side has ended.
    #[notify(wakes = Reader)]
    pub fn readable(&self) {
        self.reads.fetch_add(1, Ordering::Release);
    }

    /// The socket has become writable.
    #[notify(wakes = Writer)]
    pub fn writable(&self) {
        self.writes.fetch_add(1, Ordering::Release);
    }

    /// The socket has failed: the next read and the next write say how.
    #[notify]
    pub fn failed(&self) {
        self.readable();
        self.writable();
    }

    /// Reads what there is, once there is something. 0 bytes mean the end.
    #[wait(read, by = Reader, wakes = none)]
    pub fn try_read(&self, #[field] tried: &mut usize, buffer: &mut [u8]) -> Poll<io::Result<usize>>
    where
        for<'s> &'s S: Read,
    {
        self.attempt(&self.reads, tried, || (&self.socket).read(buffer))
    }

    /// Writes as many bytes as there is room for, once there is room.
    #[wait(write, by = Writer, wakes = none)]
    pub fn try_write(&self, #[field] tried: &mut usize, bytes: &[u8]) -> Poll<io::Result<usize>>
    where
        for<'s> &'s S: Write,
    {
        self.attempt(&self.writes, tried, || (&self.socket).write(bytes))
    }

    /// The socket itself.
    #[query]
    pub const fn socket(&self) -> &S {
        &self.socket
    }

    #[on_drop(Driver)]
    fn shut_down(&self) {
        self.has_no_driver.store(true, Ordering::Release);
    }

    fn attempt(
        &self,
        events: &AtomicUsize,
        tried: &mut usize,
        io: impl FnOnce() -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        // In this order: the driver, then the events, then the socket. What happens after each of these
        // reads is then seen as another event.
        let has_no_driver = self.has_no_driver.load(Ordering::Acquire);
        let events = events.load(Ordering::Acquire);
        if events != *tried {
            match io() {
                Err(error) if error.kind() == ErrorKind::WouldBlock => *tried = events,
                result => return Poll::Ready(result),
            }
        }
        if has_no_driver {
            return Poll::Ready(Err(io::Error::other("the driver is gone")));
        }
        Poll::Pending
    }
}
