//! Results whose types are aliases with other arguments than the standard types. Streams and sinks of only some types,
//! or of deprecated types.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{io, sync::Mutex, task::Poll, time::Duration};

mod wire {
    pub type Result<T> = std::result::Result<T, &'static str>;
    pub type Poll<T> = std::task::Poll<Result<T>>;
    pub type Option<T> = std::option::Option<(T, usize)>;
}

/// A line of bytes.
#[derive(Default)]
pub struct Line(Mutex<Vec<u8>>);

#[waitable(waiter = Writer, waiter = Reader, waiter = Counter)]
impl Line {
    #[wait(write, by = Writer, sink, blocking, wakes = [Reader, Counter])]
    pub fn try_write(&self, #[once] byte: &mut Option<u8>) -> Poll<io::Result<()>> {
        let mut bytes = self.0.lock().unwrap();
        match byte.take() {
            Some(byte) => bytes.push(byte),
            None => return Poll::Ready(Err(io::ErrorKind::InvalidInput.into())),
        }
        Poll::Ready(Ok(()))
    }

    #[wait(read, by = Reader, blocking, wakes = [Writer, Counter])]
    pub fn try_read(&self) -> wire::Poll<u8> {
        match self.0.lock().unwrap().pop() {
            Some(byte) => Poll::Ready(Ok(byte)),
            None => Poll::Pending,
        }
    }

    #[wait(send, by = Reader, sink, wakes = [Writer, Counter])]
    pub fn try_send(&self, #[once] byte: &mut Option<u8>) -> Option<wire::Result<()>> {
        let byte = byte.take()?;
        self.0.lock().unwrap().push(byte);
        Some(Ok(()))
    }

    #[wait(count, by = Counter, wakes = [Writer, Reader])]
    pub fn try_count(&self) -> wire::Option<u8> {
        let bytes = self.0.lock().unwrap();
        Some((*bytes.first()?, bytes.len()))
    }
}

/// What is there for some types only.
pub struct Pipe<T>(Mutex<Vec<T>>);

#[waitable(waiter = Input, waiter = Output)]
impl<T> Pipe<T> {
    #[wait(put, by = Input, sink, blocking, wakes = Output)]
    pub fn try_put(&self, #[once] item: &mut Option<T>) -> Option<Result<(), T>>
    where
        T: PartialEq,
    {
        let mut items = self.0.lock().unwrap();
        let item = item.take()?;
        if items.contains(&item) {
            return Some(Err(item));
        }
        items.push(item);
        Some(Ok(()))
    }

    #[wait(get, by = Output, await, stream, blocking, wakes = Input)]
    pub fn try_get(&self) -> Option<Option<T>>
    where
        T: Clone,
    {
        Some(self.0.lock().unwrap().last().cloned())
    }
}

/// A sink of what is not to be used any more.
#[derive(Default)]
pub struct Legacy(Mutex<u8>);

#[deprecated]
pub struct Packet(pub u8);

#[waitable]
impl Legacy {
    #[notify]
    pub fn clear(&self) {
        *self.0.lock().unwrap() = 0;
    }

    #[wait(put, sink, blocking)]
    #[expect(deprecated)]
    pub fn try_put(&self, #[once] packet: &mut Option<Packet>) -> Poll<Result<(), Packet>> {
        let Some(packet) = packet.take() else {
            return Poll::Pending;
        };
        *self.0.lock().unwrap() = packet.0;
        Poll::Ready(Ok(()))
    }
}

/// With a limit, these take one argument more than clippy likes.
#[derive(Default)]
pub struct Sum(Mutex<u8>);

#[waitable]
impl Sum {
    #[notify]
    pub fn add(&self, by: u8) {
        *self.0.lock().unwrap() += by;
    }

    #[wait(sum, blocking)]
    pub fn is_sum(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) -> bool {
        *self.0.lock().unwrap() == a + b + c + d + e + f
    }
}

#[test]
fn compiles_and_works() {
    let (mut writer, mut reader, mut counter) = Line::default().into_handles();
    assert!(writer.blocking_write(7).is_ok());
    assert!(writer.try_write(&mut None).is_ready());
    assert_eq!(counter.try_count(), Some((7, 1)));
    drop(counter.count());
    assert_eq!(reader.blocking_read(), Ok(7));
    assert_eq!(reader.try_send(&mut Some(1)), Some(Ok(())));

    let (mut input, mut output) = Pipe(Mutex::new(vec![1])).into_pair();
    assert_eq!(input.blocking_put(1), Err(1));
    assert_eq!(output.blocking_get(), Some(1));

    let (notifier, mut legacy) = Legacy::default().into_pair();
    notifier.clear();
    #[expect(deprecated)]
    let packet = Packet(1);
    assert!(legacy.blocking_put(packet).is_ok());

    let (adder, mut seer) = Sum::default().into_pair();
    adder.add(21);
    seer.blocking_sum(1, 2, 3, 4, 5, 6);
    assert!(seer.sum_timeout(Duration::ZERO, 1, 2, 3, 4, 5, 7).is_err());
}
